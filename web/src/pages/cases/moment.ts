import { isoDay, startOfDay, time } from "@/app/format";

const MINUTE = 60_000;

/** What a field of date and time shows: the clock of the user's zone, as yyyy-mm-ddThh:mm. */
export const toField = (at: string | null | undefined): string =>
  at ? `${isoDay(new Date(at))}T${time(at)}` : "";

/** The instant that the field's clock means in the user's zone; null for an empty field. */
export function fromField(text: string): string | null {
  const [date, clock] = text.split("T");
  if (!date || !clock) return null;
  const minutes = (of: string) => Number(of.slice(0, 2)) * 60 + Number(of.slice(3, 5));
  const guess = new Date(startOfDay(date).getTime() + minutes(clock) * MINUTE);
  // On a day on which the clock is turned the guess is an hour off.
  const off = minutes(clock) - minutes(time(guess));
  const near = off > 720 ? off - 1440 : off < -720 ? off + 1440 : off;
  return new Date(guess.getTime() + near * MINUTE).toISOString();
}
