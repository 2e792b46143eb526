import type { View } from "@/api/lists";
import type { InvoiceSearch } from "@/app/router";
import { asked, type Filter, ME, readerOf } from "@/lists/days";

const OVERDUE: Filter = { state: "issued", "due_on.lt": "@today" };

/** What the address asks for, in the words of views. */
export function invoiceFilter(search: InvoiceSearch): Filter {
  return {
    ...asked({ q: search.q, state: search.state, contact_id: search.contact, owner_id: search.mine && ME }),
    ...(search.due ? OVERDUE : {}),
  };
}

const read = readerOf<InvoiceSearch>({
  parts: { q: "q", state: "state", contact_id: "contact" },
  fixed: [
    [OVERDUE, { due: "1" }],
    [{ owner_id: ME }, { mine: "1" }],
  ],
});

/** The address that a view fills. */
export const viewSearch = (view: Pick<View, "id" | "filter" | "sort">): InvoiceSearch => ({
  view: view.id,
  ...read(view.filter).search,
  ...asked({ sort: view.sort ?? undefined }),
});

/** Filters of a view, made elsewhere, for which this screen has none. */
export const unshownIn = (filter: Filter): string[] => read(filter).unshown;
