/** The days of a calendar, as yyyy-mm-dd of the user's zone: pure but for that zone. */
import type { Activity } from "@/api/types";
import { isoDay } from "@/app/format";
import { inDays } from "@/ui/moments";

export type Range = "month" | "week" | "day";

const at = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const iso = (date: Date): string => date.toISOString().slice(0, 10);

/** The same day of another month, or that month's last one. */
export function addMonths(day: string, months: number): string {
  const date = at(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months + 1);
  date.setUTCDate(0);
  date.setUTCDate(Math.min(wanted, date.getUTCDate()));
  return iso(date);
}

/** The Monday on or before a day. */
export const mondayOf = (day: string): string => inDays(day, -((at(day).getUTCDay() + 6) % 7));

/** The days that a view shows: whole weeks from Monday on for a month, seven, or one. */
export function daysOf(range: Range, day: string): string[] {
  if (range === "day") return [day];
  const run = (from: string, count: number) => Array.from({ length: count }, (_, index) => inDays(from, index));
  if (range === "week") return run(mondayOf(day), 7);
  const first = `${day.slice(0, 7)}-01`;
  const last = inDays(addMonths(first, 1), -1);
  const from = mondayOf(first);
  const weeks = Math.ceil((Math.round((at(last).getTime() - at(from).getTime()) / 86_400_000) + 1) / 7);
  return run(from, weeks * 7);
}

export const stepped = (range: Range, day: string, by: 1 | -1): string =>
  range === "month" ? addMonths(day, by) : inDays(day, range === "week" ? 7 * by : by);

/** When an activity is: a meeting's start, else its due time, else a start; null without a date. */
export const momentOf = (one: Pick<Activity, "kind" | "due_at" | "starts_at">): string | null =>
  (one.kind === "meeting" ? (one.starts_at ?? one.due_at) : (one.due_at ?? one.starts_at)) ?? null;

/** The activities of each day, in their order; one of several days stands on each of them. */
export function byDay(all: readonly Activity[], days: readonly string[]): Map<string, Activity[]> {
  const found = new Map<string, Activity[]>(days.map((day) => [day, []]));
  for (const one of all) {
    const from = momentOf(one);
    if (!from) continue;
    const until = one.ends_at && one.ends_at > from ? one.ends_at : from;
    const last = isoDay(new Date(until));
    for (const day of days) if (day >= isoDay(new Date(from)) && day <= last) found.get(day)?.push(one);
  }
  return found;
}
