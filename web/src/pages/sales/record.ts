import { useQueryClient } from "@tanstack/react-query";

import { asProblem } from "@/api/problems";
import { opportunities } from "@/api/resources";
import type { Opportunity, OpportunityWrite, Tagged } from "@/api/types";

export const keyOf = (id: string) => ["opportunities", "one", id] as const;
/** The tag of a record that a list showed: its version. */
export const tagOf = (one: { version: number }): string => `"${one.version}"`;

export type Save = (change: Partial<OpportunityWrite>, force: boolean) => Promise<void>;

export function useSave(id: string): Save {
  const client = useQueryClient();
  return async (change, force) => {
    const known = client.getQueryData<Tagged<Opportunity>>(keyOf(id));
    const etag = force ? (await opportunities.read(id)).etag : (known?.etag ?? "");
    try {
      const saved = await opportunities.change(id, etag, change);
      if (saved.record) client.setQueryData(keyOf(id), saved);
      void client.invalidateQueries({ queryKey: ["opportunities"] });
    } catch (error) {
      // The page shows what the other person wrote, beside what is being typed here.
      if (asProblem(error).status === 412) await client.invalidateQueries({ queryKey: keyOf(id) });
      throw error;
    }
  };
}

/** Moves, wins, loses, reopens on the version that is shown; a refusal brings the truth. */
export function useAct() {
  const client = useQueryClient();
  return async (
    one: Pick<Opportunity, "id" | "version">,
    verb: Parameters<typeof opportunities.act>[2],
    value: Record<string, unknown>,
  ): Promise<Opportunity> => {
    try {
      const done = await opportunities.act(one.id, tagOf(one), verb, value);
      client.setQueryData(keyOf(one.id), done);
      return done.record;
    } finally {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["opportunities"] }),
        client.invalidateQueries({ queryKey: ["sales"] }),
      ]);
    }
  };
}
