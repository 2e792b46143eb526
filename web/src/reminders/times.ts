import { atMinute, isoDay } from "@/app/format";

const DAY = 86_400_000;
const NOON = 12 * 60;
const NINE = 9 * 60;

/** Tomorrow at nine by the clock of the user's zone, also where that night has another length. */
export function tomorrowAtNine(now = new Date()): Date {
  const noon = atMinute(isoDay(now), NOON).getTime();
  return atMinute(isoDay(new Date(noon + DAY)), NINE);
}

/** `yyyy-mm-dd hh:mm`, as typed in the user's zone, as an instant; null for what is no time. */
export function typed(text: string | null): Date | null {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})/.exec(text ?? "");
  if (!found) return null;
  return atMinute(found[1] as string, Number(found[2]) * 60 + Number(found[3]));
}

/** 95 → { unit: "minutes", count: 1 }: how late something came, in the largest whole unit. */
export function lateness(seconds: number): { unit: "seconds" | "minutes" | "hours" | "days"; count: number } {
  if (seconds < 60) return { unit: "seconds", count: seconds };
  if (seconds < 3600) return { unit: "minutes", count: Math.floor(seconds / 60) };
  if (seconds < 86_400) return { unit: "hours", count: Math.floor(seconds / 3600) };
  return { unit: "days", count: Math.floor(seconds / 86_400) };
}
