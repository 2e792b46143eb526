import { api, authorized, ifMatch, send } from "./client";
import { ApiProblem } from "./problems";
import type { components } from "./schema";
import type { Page } from "./types";

type Schemas = components["schemas"];

export type ImportState = "reading" | "draft" | "running" | "done" | "failed" | "undoing" | "undone";
export interface ImportColumn {
  index: number;
  header: string;
  field: string | null;
  repeated: boolean;
  samples: string[];
}
export interface ImportDefaults {
  owner_id?: string;
  visibility?: "private" | "read" | "write";
  kind?: "person" | "company";
  tags?: string[];
}
/** An import; the document says less of its parts than the service keeps to. */
export interface Import {
  id: string;
  state: ImportState;
  file_name: string;
  file_size: number;
  detected: { format: string | null; encoding: string | null; delimiter: string | null; sheet: string | null; rows: number | null };
  header_row: number;
  columns: ImportColumn[];
  values: Record<string, Record<string, string | null>>;
  region: string;
  duplicates: { match_by: string[]; then: "create" | "update" | "skip" };
  defaults: ImportDefaults;
  counts: { total: number | null; read: number; created: number; updated: number; skipped: number; rejected: number };
  undone: { removed: number; restored: number; kept: number };
  failure: { code: string; es: string; en: string } | null;
  owner_id: string | null;
  started_at: string | null;
  ended_at: string | null;
  created_at: string;
  version: number;
}
export type ImportChange = Schemas["ImportChange"];
export type ImportLayout = Schemas["ImportLayout"];
export type ImportPreview = Schemas["ImportPreview"];
export type ImportRow = Schemas["ImportRow"];

const OF_CONTACTS = { entity: "contacts" } as const;
const of = (id: string) => ({ path: { import_id: id }, query: OF_CONTACTS });
const matched = (one: Import) => ({ ...of(one.id), header: ifMatch(`"${one.version}"`) as { "If-Match": string } });

async function refusal(response: Response): Promise<ApiProblem> {
  return new ApiProblem(response.status, (await response.json().catch(() => ({}))) as object);
}

/** The imports of contacts. */
export const imports = {
  list: (query: { limit?: number; cursor?: string; count?: "0" | "1" }, signal?: AbortSignal) =>
    send(api.GET("/api/v1/imports", { params: { query: { ...query, ...OF_CONTACTS } as never }, signal })) as Promise<unknown> as Promise<Page<Import>>,
  read: (id: string, signal?: AbortSignal) =>
    send(api.GET("/api/v1/imports/{import_id}", { params: of(id), signal })) as Promise<unknown> as Promise<Import>,
  layout: (id: string, signal?: AbortSignal) =>
    send(api.GET("/api/v1/imports/{import_id}/layout", { params: of(id), signal })) as Promise<unknown> as Promise<ImportLayout>,
  preview: (id: string, signal?: AbortSignal) => send(api.GET("/api/v1/imports/{import_id}/preview", { params: of(id), signal })),
  async upload(file: File): Promise<Import> {
    const body = new FormData();
    body.append("file", file);
    const response = await authorized(new Request(`${location.origin}/api/v1/imports?entity=contacts`, { method: "POST", body }));
    if (!response.ok) throw await refusal(response);
    return (await response.json()) as Import;
  },
  confirm: (one: Import, body: Partial<ImportChange>) =>
    send(
      api.PATCH("/api/v1/imports/{import_id}", { params: matched(one), body: body as ImportChange }),
    ) as Promise<unknown> as Promise<Import>,
  start: (one: Import) =>
    send(api.POST("/api/v1/imports/{import_id}/start", { params: matched(one) })) as Promise<unknown> as Promise<Import>,
  undo: (one: Import) => send(api.POST("/api/v1/imports/{import_id}/undo", { params: of(one.id) })) as Promise<unknown> as Promise<Import>,
  remove: (one: Import) => send(api.DELETE("/api/v1/imports/{import_id}", { params: matched(one) })),
  /** The bad rows with their reasons, saved as a file by the browser. */
  async saveErrors(one: Import): Promise<void> {
    const response = await authorized(new Request(`${location.origin}/api/v1/imports/${one.id}/errors.csv?entity=contacts`));
    if (!response.ok) throw await refusal(response);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "errores.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  },
};
