import { api, authorized, ifMatch, intentKey, send } from "./client";
import { ApiProblem } from "./problems";
import type { components } from "./schema";
import type { Page } from "./types";

type Schemas = components["schemas"];

export type View = Schemas["ViewState"];
export type ViewWrite = Schemas["ViewCreate"];
export type ViewColumn = { name: string; width?: number | null };
export type ExportFormat = Schemas["ExportOrder"]["format"];
export type ExportOrder = Partial<Schemas["ExportOrder"]> & { format: ExportFormat };
/** An export; the document says less of its parts than the service keeps to. */
export interface Export {
  id: string;
  entity: string;
  state: "running" | "done" | "failed";
  format: ExportFormat;
  filter: Record<string, string>;
  columns: string[] | null;
  file_name: string;
  file_size: number | null;
  total: number;
  total_is_estimate: boolean;
  done: number;
  failure: { code: string; es: string; en: string } | null;
  ended_at: string | null;
  expires_at: string;
  created_at: string;
  version: number;
}

/** The lists that have views and become files. */
export const ENTITIES = ["contacts", "opportunities", "cases", "invoices"] as const;
export type ListEntity = (typeof ENTITIES)[number];
/** Whose permissions a list's are. */
export const MODULES: Record<ListEntity, string> = { contacts: "contacts", opportunities: "sales", cases: "cases", invoices: "billing" };

const match = (version: number) => ifMatch(`"${version}"`) as { "If-Match": string };

/** The saved views of a list. */
export const views = (entity: ListEntity) => {
  const query = { entity };
  const at = (view: View) => ({ path: { view_id: view.id }, query, header: match(view.version) });
  return {
    list: (signal?: AbortSignal) => send(api.GET("/api/v1/views", { params: { query }, signal })),
    create: (value: ViewWrite, intent: string) =>
      send(api.POST("/api/v1/views", { params: { query }, body: value, headers: { "Idempotency-Key": intent } })),
    change: (view: View, change: Partial<ViewWrite>) =>
      send(api.PATCH("/api/v1/views/{view_id}", { params: at(view), body: change as Schemas["ViewChange"] })),
    remove: (view: View) => send(api.DELETE("/api/v1/views/{view_id}", { params: at(view) })),
  };
};

/** One's own exports of a list. */
export const exportsOf = (entity: ListEntity) => {
  const query = { entity };
  const at = (id: string) => ({ path: { export_id: id }, query });
  return {
    list: (page: { limit?: number; cursor?: string }, signal?: AbortSignal) =>
      send(
        api.GET("/api/v1/exports", { params: { query: { ...page, ...query } as never }, signal }),
      ) as Promise<unknown> as Promise<Page<Export>>,
    read: (id: string, signal?: AbortSignal) =>
      send(api.GET("/api/v1/exports/{export_id}", { params: at(id), signal })) as Promise<unknown> as Promise<Export>,
    columns: (signal?: AbortSignal) => send(api.GET("/api/v1/exports/columns", { params: { query }, signal })),
    create: (order: ExportOrder) =>
      send(
        api.POST("/api/v1/exports", {
          params: { query },
          body: order as Schemas["ExportOrder"],
          headers: { "Idempotency-Key": intentKey() },
        }),
      ) as Promise<unknown> as Promise<Export>,
    remove: (id: string) => send(api.DELETE("/api/v1/exports/{export_id}", { params: at(id) })),
    /** The file, saved by the browser under its name. */
    async save(one: Export): Promise<void> {
      const response = await authorized(new Request(`${location.origin}/api/v1/exports/${one.id}/file?entity=${entity}`));
      if (!response.ok) throw new ApiProblem(response.status, (await response.json().catch(() => ({}))) as object);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await response.blob());
      link.download = one.file_name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
  };
};
