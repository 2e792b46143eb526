import { atMinute, isoDay, time } from "@/app/format";

/** A day and a clock time as they stand in a form, in the user's zone. */
export interface Moment {
  day: string | null;
  time: string;
}

export const NO_MOMENT: Moment = { day: null, time: "09:00" };

/** What the form shows of an instant. */
export const toMoment = (at: string | null | undefined): Moment =>
  at ? { day: isoDay(new Date(at)), time: time(at) } : NO_MOMENT;

/** The instant that the form means, RFC 3339; null without a day. */
export function fromMoment({ day, time: clock }: Moment): string | null {
  if (!day) return null;
  const found = /^(\d{1,2}):(\d{2})/.exec(clock);
  const minutes = found ? Number(found[1]) * 60 + Number(found[2]) : 9 * 60;
  return atMinute(day, minutes).toISOString();
}

/** `5/3/2026`, `05-03-26` or `2026-03-05` as yyyy-mm-dd; null for what is no day. */
export function dayFrom(text: string): string | null {
  const typed = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})\s*$/.exec(text);
  const iso = /^\s*(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const [year, month, day] = typed ? [typed[3], typed[2], typed[1]] : iso ? [iso[1], iso[2], iso[3]] : [];
  if (!year || !month || !day) return null;
  const full = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${full}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(full) ? full : null;
}

/** So many days after a day, yyyy-mm-dd; before it when negative. */
export function inDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** So long after, on the same clock; the day after when it passes midnight. */
export function later(from: Moment, minutes: number): Moment {
  const at = fromMoment(from);
  return at ? toMoment(new Date(new Date(at).getTime() + minutes * 60_000).toISOString()) : from;
}
