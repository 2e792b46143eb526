import { isoDay, startOfDay } from "@/app/format";

/** What a list asks for, as views keep it: the API's parameters; `@me` and words of days follow who looks, and when. */
export type Filter = Record<string, string>;

/** In a view: whoever looks. */
export const ME = "@me";

const WORD = /^@(today|week|month)([+-]\d{1,3})?$/;

const iso = (year: number, month: number, date: number): string => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

/** The first day that a word names (ADR 0103) on the user's calendar; weeks begin on Monday. */
function dayOf(word: string, now: Date): string | undefined {
  const [, unit, by] = WORD.exec(word) ?? [];
  const today = isoDay(now);
  const [year = 0, month = 1, date = 1] = today.split("-").map(Number);
  const steps = Number(by ?? 0);
  switch (unit) {
    case "today":
      return iso(year, month - 1, date + steps);
    case "week":
      return iso(year, month - 1, date - ((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7) + 7 * steps);
    case "month":
      return iso(year, month - 1 + steps, 1);
    default:
      return undefined;
  }
}

/** A filter as the list is asked: whoever looks and the days of now in place of their words. */
export function resolved(filter: Filter, me: string, now = new Date()): Filter {
  return Object.fromEntries(
    Object.entries(filter).map(([name, value]) => {
      if (value === ME) return [name, me];
      const day = dayOf(value, now);
      if (!day) return [name, value];
      return [name, name.split(".")[0]?.endsWith("_at") ? startOfDay(day).toISOString() : day];
    }),
  );
}

/** A filter of what is asked only. */
export const asked = (parts: Record<string, string | undefined>): Filter =>
  Object.fromEntries(Object.entries(parts).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]])));

interface Reading<S> {
  /** The part of the address that a parameter is, with its value. */
  parts: Record<string, keyof S>;
  /** Parameters that are one part of the address together. */
  fixed: readonly (readonly [filter: Filter, search: Partial<S>])[];
}

/** How a view's filter fills the address, and what of it the screen has no filter for. */
export const readerOf =
  <S extends object>({ parts, fixed }: Reading<S>) =>
  (filter: Filter): { search: Partial<S>; unshown: string[] } => {
    const search: Partial<S> = {};
    const taken = new Set<string>();
    for (const [group, part] of fixed) {
      const holds = Object.entries(group).every(([name, value]) => filter[name] === value && !taken.has(name));
      if (!holds || Object.keys(part).some((name) => name in search)) continue;
      Object.assign(search, part);
      for (const name of Object.keys(group)) taken.add(name);
    }
    const unshown: string[] = [];
    for (const [name, value] of Object.entries(filter)) {
      const part = parts[name];
      if (taken.has(name)) continue;
      if (part === undefined || part in search) unshown.push(name);
      else Object.assign(search, { [part]: value });
    }
    return { search, unshown };
  };
