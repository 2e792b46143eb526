import type { Figures } from "@/api/types";

/** The change against the time before, as a ratio; null where there is nothing to compare with. */
export const changeOf = (now: number, before: number): number | null =>
  before > 0 ? (now - before) / before : null;

/** Calls on which people spoke: answered ones of both directions. */
export const spoken = (figures: Figures): number => figures.answered + figures.connected;

export const averageTalk = (figures: Figures): number =>
  spoken(figures) ? figures.talk_seconds / spoken(figures) : 0;

export const missedShare = (figures: Figures): number =>
  figures.inbound ? figures.missed / figures.inbound : 0;

/** The largest few and the sum of the rest: a ring of many thin slices tells nothing. */
export function slicesOf(
  counts: Readonly<Record<string, number>>,
  rest: string,
  most = 6,
): { name: string; value: number }[] {
  const all = Object.entries(counts)
    .filter(([, value]) => value > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([name, value]) => ({ name, value }));
  if (all.length <= most) return all;
  const others = all.slice(most - 1).reduce((sum, one) => sum + one.value, 0);
  return [...all.slice(0, most - 1), { name: rest, value: others }];
}
