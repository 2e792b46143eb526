import type { View } from "@/api/lists";
import type { OpportunitySearch, QuickFilter } from "@/app/router";
import { asked, type Filter, ME, readerOf, resolved } from "@/lists/days";

/** What a quick filter (S-21) asks for, in the words of views: it follows the calendar. */
export const QUICK: Record<QuickFilter, Filter> = {
  "closing-this-month": { "expected_close_on.gte": "@month", "expected_close_on.lt": "@month+1" },
  "closing-next-month": { "expected_close_on.gte": "@month+1", "expected_close_on.lt": "@month+2" },
  "new-last-week": { "created_at.gte": "@week-1", "created_at.lt": "@week" },
  "new-this-week": { "created_at.gte": "@week" },
  mine: { owner_id: ME },
};

/** What the list asks for without a view. */
export const BASE: Filter = { state: "open" };

/** What the address asks for; a board shows the open ones only. */
export function opportunityFilter(search: OpportunitySearch): Filter {
  return { ...asked({ q: search.q, owner_id: search.owner }), ...(search.quick ? QUICK[search.quick] : {}) };
}

export function listFilter(search: OpportunitySearch): Filter {
  if (search.discarded) return { ...opportunityFilter(search), discarded: "true" };
  return { ...opportunityFilter(search), ...asked({ state: search.state === "all" ? undefined : (search.state ?? "open") }) };
}

/** The question to the server. */
export const opportunityQuery = (search: OpportunitySearch, me: string): Filter => resolved(opportunityFilter(search), me);
export const listQuery = (search: OpportunitySearch, me: string): Filter => resolved(listFilter(search), me);

const read = readerOf<OpportunitySearch>({
  parts: { q: "q", owner_id: "owner", state: "state" },
  fixed: (Object.keys(QUICK) as QuickFilter[]).map((quick) => [QUICK[quick], { quick }] as const),
});

/** The address that a view fills. */
export function viewSearch(view: Pick<View, "id" | "filter" | "sort">): OpportunitySearch {
  const { state, ...search } = read(view.filter).search as Record<string, string>;
  const which = view.filter.state === undefined ? "all" : state === "open" ? undefined : state;
  return { view: "list", saved: view.id, ...search, ...asked({ state: which, sort: view.sort ?? undefined }) };
}

/** Filters of a view, made elsewhere, for which this screen has none. */
export const unshownIn = (filter: Filter): string[] => read(filter).unshown;
