import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";

import { type ListEntity, type View, views } from "@/api/lists";

/** In the address: the list's own, whatever everybody begins with. */
export const OWN = "own";

export interface ListState {
  /** The list's question as the API names it; `@me` is whoever looks. */
  filter: Record<string, string>;
  sort: string | undefined;
}

const same = (some: Record<string, string>, others: Record<string, string>): boolean => {
  const names = Object.keys(some);
  return names.length === Object.keys(others).length && names.every((name) => some[name] === others[name]);
};

/** Whether the list asks for something else than the view. */
export const differs = (state: ListState, view: Pick<View, "filter" | "sort">): boolean =>
  !same(state.filter, view.filter) || (state.sort ?? null) !== (view.sort ?? null);

interface Options {
  entity: ListEntity;
  /** The id in the address. */
  view: string | undefined;
  /** Whether the address says nothing at all: then the default view is opened. */
  bare: boolean;
  open: (view: View) => void;
}

/** The views of a list and the one at hand. */
export function useViews({ entity, view, bare, open }: Options) {
  const query = useQuery({
    queryKey: ["views", entity],
    queryFn: ({ signal }) => views(entity).list(signal),
    staleTime: 30_000,
  });
  const all = useMemo(() => query.data?.items ?? [], [query.data]);
  const chosen = view && view !== OWN ? (all.find((one) => one.id === view) ?? null) : null;
  const first = bare ? all.find((one) => one.default) : undefined;
  useEffect(() => {
    if (first) open(first);
  }, [first, open]);
  return { all, chosen, isKnown: !query.isPending };
}
