import { useCallback, useMemo, useState } from "react";

/** As many as one request names; beyond, "all that match" is the way. */
export const MOST_TICKED = 1000;

export interface Ticks {
  ids: ReadonlySet<string>;
  /** All that the list's question meets, also those that were never on the screen. */
  all: boolean;
  has: (id: string) => boolean;
  /** The row that was ticked last: a range begins there. */
  anchor: number | null;
  /** How many rows can be ticked one by one. */
  most: number;
  /** Tick or clear rows; `anchor` is the row that was touched. */
  set: (ids: readonly string[], on: boolean, anchor: number | null) => void;
  setAll: () => void;
  clear: () => void;
}

const NONE = { asked: "", ids: new Set<string>() as ReadonlySet<string>, all: false, anchor: null as number | null };

/** The ids after some were ticked or cleared; no more than one request names. */
export function ticked(known: ReadonlySet<string>, ids: readonly string[], on: boolean): Set<string> {
  const next = new Set(known);
  for (const id of ids) {
    if (!on) next.delete(id);
    else if (next.size < MOST_TICKED) next.add(id);
  }
  return next;
}

/** Which rows of a list are ticked. Another question has none. */
export function useTicks(asked: string): Ticks {
  const [kept, setKept] = useState(NONE);
  const now = kept.asked === asked ? kept : NONE;
  const set = useCallback(
    (ids: readonly string[], on: boolean, anchor: number | null) =>
      setKept((old) => ({ asked, ids: ticked(old.asked === asked ? old.ids : NONE.ids, ids, on), all: false, anchor })),
    [asked],
  );
  const setAll = useCallback(() => setKept({ asked, ids: new Set(), all: true, anchor: null }), [asked]);
  const clear = useCallback(() => setKept(NONE), []);
  return useMemo(
    () => ({ ids: now.ids, all: now.all, anchor: now.anchor, most: MOST_TICKED, has: (id: string) => now.all || now.ids.has(id), set, setAll, clear }),
    [now, set, setAll, clear],
  );
}
