import { useQueryClient } from "@tanstack/react-query";

import { asProblem } from "@/api/problems";
import { cases } from "@/api/resources";
import type { Case, CaseWrite, Tagged } from "@/api/types";

export const keyOf = (id: string) => ["cases", "one", id] as const;

export type Save = (change: Partial<CaseWrite>, force: boolean) => Promise<void>;

export function useSave(id: string): Save {
  const client = useQueryClient();
  return async (change, force) => {
    const known = client.getQueryData<Tagged<Case>>(keyOf(id));
    const etag = force ? (await cases.read(id)).etag : (known?.etag ?? "");
    try {
      const saved = await cases.change(id, etag, change);
      if (saved.record) client.setQueryData(keyOf(id), saved);
      void client.invalidateQueries({ queryKey: ["cases"] });
    } catch (error) {
      // The page shows what the other person wrote, beside what is being typed here.
      if (asProblem(error).status === 412) await client.invalidateQueries({ queryKey: keyOf(id) });
      throw error;
    }
  };
}
