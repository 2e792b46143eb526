import { useMemo } from "react";

import type { ListEntity, View } from "@/api/lists";
import type { Column } from "@/ui/RecordTable";

import type { Filter } from "./days";
import { useListColumns } from "./columns";
import { useViews } from "./use";

interface Options<T> {
  entity: ListEntity;
  /** Under which this browser remembers columns; the entity's unless said. */
  name?: string;
  columns: readonly Column<T>[];
  /** What the address asks for, in the words of views. */
  filter: Filter;
  /** What the list asks for without any view. */
  base: Filter;
  sort: string | undefined;
  /** The view in the address. */
  view: string | undefined;
  /** Whether the address says nothing at all: then the default view is opened. */
  bare: boolean;
  open: (view: View | null) => void;
}

/** A list with its saved views and its columns: what `ListBar` and `ListTools` show. */
export function useList<T>({ entity, name, columns: all, filter, base, sort, view, bare, open }: Options<T>) {
  const views = useViews({ entity, view, bare, open });
  const columns = useListColumns(name ?? entity, all, views.chosen?.id, views.chosen?.columns);
  const state = useMemo(() => ({ filter, sort }), [filter, sort]);
  return { entity, views, columns, state, base, open };
}

export type List<T> = ReturnType<typeof useList<T>>;
