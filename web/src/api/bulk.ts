import { api, authorized, intentKey, send } from "./client";
import { ApiProblem } from "./problems";
import type { components } from "./schema";
import type { Page } from "./types";

type Schemas = components["schemas"];

export type BulkEntity = "contacts";
export type BulkRefused = Schemas["BulkRefused"];
/** A bulk run; the document says less of its parts than the service keeps to. */
export interface BulkRun {
  id: string;
  entity: string;
  action: string;
  state: "running" | "done" | "cancelled" | "failed";
  params: Record<string, unknown>;
  filter: Record<string, string> | null;
  counts: { total: number; done: number; unchanged: number; refused: Record<string, number> };
  total_is_estimate: boolean;
  failure: { code: string; es: string; en: string } | null;
  ended_at: string | null;
  created_at: string;
  version: number;
}
/** Ticked records, or all that a question meets. */
export type Among = { ids: string[] } | { filter: Record<string, string> };

/** One act on many records of a list. */
export const bulkOf = (entity: BulkEntity) => {
  const query = { entity };
  const at = (id: string) => ({ path: { bulk_run_id: id }, query });
  return {
    start: (action: string, among: Among, params: Record<string, unknown>, intent = intentKey()) =>
      send(
        api.POST("/api/v1/bulk-runs", {
          params: { query },
          body: { action, params, ...among } as Schemas["BulkOrder"],
          headers: { "Idempotency-Key": intent },
        }),
      ) as Promise<unknown> as Promise<BulkRun>,
    list: (page: { limit?: number; cursor?: string }, signal?: AbortSignal) =>
      send(api.GET("/api/v1/bulk-runs", { params: { query: { ...page, ...query } as never }, signal })) as Promise<unknown> as Promise<Page<BulkRun>>,
    read: (id: string, signal?: AbortSignal) =>
      send(api.GET("/api/v1/bulk-runs/{bulk_run_id}", { params: at(id), signal })) as Promise<unknown> as Promise<BulkRun>,
    cancel: (id: string) => send(api.POST("/api/v1/bulk-runs/{bulk_run_id}/cancel", { params: at(id) })),
    assignees: (signal?: AbortSignal) => send(api.GET("/api/v1/bulk-runs/assignees", { params: { query }, signal })),
    refused: (id: string, limit: number, signal?: AbortSignal) =>
      send(api.GET("/api/v1/bulk-runs/{bulk_run_id}/refused", { params: { path: { bulk_run_id: id }, query: { ...query, limit } }, signal })),
    /** All refused records, saved by the browser. */
    async save(id: string, name: string): Promise<void> {
      const response = await authorized(new Request(`${location.origin}/api/v1/bulk-runs/${id}/refused.csv?entity=${entity}`));
      if (!response.ok) throw new ApiProblem(response.status, (await response.json().catch(() => ({}))) as object);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await response.blob());
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
  };
};

/** How many records have been dealt with, whatever became of them. */
export const dealtWith = ({ counts }: Pick<BulkRun, "counts">): number => counts.done + counts.unchanged + refusedOf({ counts });
export const refusedOf = ({ counts }: Pick<BulkRun, "counts">): number => Object.values(counts.refused).reduce((sum, one) => sum + one, 0);
