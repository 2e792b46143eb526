import { useQueryClient } from "@tanstack/react-query";

import { asProblem } from "@/api/problems";
import { contacts } from "@/api/resources";
import type { Contact, ContactWrite, Tagged } from "@/api/types";

export const keyOf = (id: string) => ["contacts", "one", id] as const;

export type Save = (change: Partial<ContactWrite>, force: boolean) => Promise<void>;

export function useSave(id: string): Save {
  const client = useQueryClient();
  return async (change, force) => {
    const known = client.getQueryData<Tagged<Contact>>(keyOf(id));
    const etag = force ? (await contacts.read(id)).etag : (known?.etag ?? "");
    try {
      const saved = await contacts.change(id, etag, change);
      if (saved.record) client.setQueryData(keyOf(id), saved);
      void client.invalidateQueries({ queryKey: ["contacts"] });
    } catch (error) {
      // The page shows what the other person wrote, beside what is being typed here.
      if (asProblem(error).status === 412) await client.invalidateQueries({ queryKey: keyOf(id) });
      throw error;
    }
  };
}
