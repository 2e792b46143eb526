import { atMinute, isoDay } from "@/app/format";

const DAY = 86_400_000;
const NOON = 12 * 60;
const NINE = 9 * 60;

/** Tomorrow at nine by the clock of the user's zone, also where that night has another length. */
export function tomorrowAtNine(now = new Date()): Date {
  const noon = atMinute(isoDay(now), NOON).getTime();
  return atMinute(isoDay(new Date(noon + DAY)), NINE);
}

/** 95 → { unit: "minutes", count: 1 }: how late something came, in the largest whole unit. */
export function lateness(seconds: number): { unit: "seconds" | "minutes" | "hours" | "days"; count: number } {
  if (seconds < 60) return { unit: "seconds", count: seconds };
  if (seconds < 3600) return { unit: "minutes", count: Math.floor(seconds / 60) };
  if (seconds < 86_400) return { unit: "hours", count: Math.floor(seconds / 3600) };
  return { unit: "days", count: Math.floor(seconds / 86_400) };
}
