import type { View } from "@/api/lists";
import type { CaseSearch } from "@/app/router";
import { asked, type Filter, readerOf } from "@/lists/days";

/** What the list asks for without a view: what is still to be done. */
export const BASE: Filter = { "state_class.in": "new,in_progress" };

/** What the address asks for, in the words of views. */
export function caseFilter(search: CaseSearch): Filter {
  return {
    ...(search.open === "all" || search.discarded ? {} : BASE),
    ...asked({
      q: search.q,
      type_id: search.type,
      priority_id: search.priority,
      assignee_id: search.assignee,
      contact_id: search.contact,
      overdue: search.overdue && "true",
      discarded: search.discarded && "true",
    }),
  };
}

const read = readerOf<CaseSearch>({
  parts: { q: "q", type_id: "type", priority_id: "priority", assignee_id: "assignee", contact_id: "contact" },
  fixed: [
    [BASE, {}],
    [{ overdue: "true" }, { overdue: "1" }],
  ],
});

/** The address that a view fills. */
export function viewSearch(view: Pick<View, "id" | "filter" | "sort">): CaseSearch {
  const open = view.filter["state_class.in"] === BASE["state_class.in"] ? undefined : "all";
  return { view: view.id, ...read(view.filter).search, ...asked({ open, sort: view.sort ?? undefined }) };
}

/** Filters of a view, made elsewhere, for which this screen has none. */
export const unshownIn = (filter: Filter): string[] => read(filter).unshown;
