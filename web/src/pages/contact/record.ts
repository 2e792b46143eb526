import { type QueryClient, useQueryClient } from "@tanstack/react-query";

import { asProblem } from "@/api/problems";
import { contacts, customers } from "@/api/resources";
import type { Contact, ContactWrite, Customer, Page, Tagged, TimelineEntry } from "@/api/types";

export const keyOf = (id: string) => ["contacts", "one", id] as const;

export const viewKeyOf = (id: string) => ["contacts", "customer", id] as const;

/** Read the composed customer; record and history find their part where they look for it. */
export async function readCustomer(client: QueryClient, id: string, signal?: AbortSignal): Promise<Customer> {
  const view = await customers.read(id, signal);
  if (view.contact.state === "ok") {
    const record = view.contact.data as Contact;
    client.setQueryData<Tagged<Contact>>(keyOf(id), { record, etag: `"${record.version}"` });
  }
  if (view.timeline.state === "ok") {
    const page = view.timeline.data as Page<TimelineEntry>;
    client.setQueryData(["contacts", "timeline", id, "all"], { pages: [page], pageParams: [""] });
  }
  return view;
}

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
      if (asProblem(error).status === 412) await client.invalidateQueries({ queryKey: viewKeyOf(id) });
      throw error;
    }
  };
}
