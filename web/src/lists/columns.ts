import { useCallback, useMemo, useState } from "react";

import type { ViewColumn } from "@/api/lists";
import type { Column } from "@/ui/RecordTable";

/** Pixels that a column has at least and at most. */
export const NARROWEST = 40;
export const WIDEST = 1200;

/** The columns that a list shows to whoever chose nothing. */
export const standardOf = <T>(all: readonly Column<T>[]): ViewColumn[] =>
  all.filter((column) => !column.extra && !column.screenOnly).map((column) => ({ name: column.id }));

/** The columns that are shown, in their order and widths; those that a list cannot do without too. */
export function shownColumns<T>(all: readonly Column<T>[], chosen: readonly ViewColumn[]): Column<T>[] {
  const byName = new Map(all.map((column) => [column.id, column]));
  const found = chosen.flatMap(({ name, width }) => {
    const column = byName.get(name);
    return column ? [width ? { ...column, track: `${width}px`, width } : column] : [];
  });
  const missing = all.filter((column) => column.always && !found.some((one) => one.id === column.id));
  return [...missing.filter((one) => !one.screenOnly), ...found, ...missing.filter((one) => one.screenOnly)];
}

export const sameColumns = (some: readonly ViewColumn[], others: readonly ViewColumn[]): boolean =>
  some.length === others.length &&
  some.every((one, place) => one.name === others[place]?.name && (one.width ?? null) === (others[place]?.width ?? null));

/** Puts a column one place before or after where it is. */
export function moved(chosen: readonly ViewColumn[], name: string, by: -1 | 1): ViewColumn[] {
  const from = chosen.findIndex((one) => one.name === name);
  const to = from + by;
  if (from < 0 || to < 0 || to >= chosen.length) return [...chosen];
  const next = [...chosen];
  const [one] = next.splice(from, 1);
  if (one) next.splice(to, 0, one);
  return next;
}

/** The order of a picker's rows after the shown ones among them changed theirs. */
export function arranged(rows: readonly string[], chosen: readonly ViewColumn[]): string[] {
  const names = new Set(chosen.map((one) => one.name));
  const next = chosen.map((one) => one.name);
  return rows.map((name) => (names.has(name) ? (next.shift() ?? name) : name));
}

/** Shows a column at its place among the rows of the picker, or no longer. */
export function toggled(chosen: readonly ViewColumn[], name: string, rows: readonly string[]): ViewColumn[] {
  if (chosen.some((one) => one.name === name)) return chosen.filter((one) => one.name !== name);
  const next = [...chosen, { name }];
  return next.sort((one, other) => rows.indexOf(one.name) - rows.indexOf(other.name));
}

export const widened = (chosen: readonly ViewColumn[], name: string, width: number | null): ViewColumn[] =>
  chosen.map((one) => (one.name === name ? (width ? { name, width } : { name }) : one));

function stored(key: string): ViewColumn[] | null {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? "null") as unknown;
    return Array.isArray(found) && found.length ? (found as ViewColumn[]) : null;
  } catch {
    return null;
  }
}

export interface ListColumns<T> {
  all: readonly Column<T>[];
  chosen: ViewColumn[];
  shown: Column<T>[];
  /** Whether somebody chose others here than the view, or the list, has. */
  changed: boolean;
  /** Null: as the view has them. */
  choose: (next: ViewColumn[] | null) => void;
}

/**
 * A list's columns: chosen, ordered and sized by a person, remembered in this browser for the view
 * at hand until it is saved; `given` are the view's own.
 */
export function useListColumns<T>(
  list: string,
  all: readonly Column<T>[],
  view: string | undefined,
  given: readonly ViewColumn[] | null | undefined,
): ListColumns<T> {
  const key = `troncal.list.${list}.${view ?? ""}`;
  const [, drawn] = useState(0);
  const own = stored(key);
  const base = useMemo(() => (given ? [...given] : standardOf(all)), [given, all]);
  const text = JSON.stringify(own ?? base);
  const chosen = useMemo(() => JSON.parse(text) as ViewColumn[], [text]);
  const shown = useMemo(() => shownColumns(all, chosen), [all, chosen]);
  const choose = useCallback(
    (next: ViewColumn[] | null) => {
      if (next && !sameColumns(next, base)) localStorage.setItem(key, JSON.stringify(next));
      else localStorage.removeItem(key);
      drawn((count) => count + 1);
    },
    [key, base],
  );
  return { all, chosen, shown, changed: own !== null && !sameColumns(own, base), choose };
}
