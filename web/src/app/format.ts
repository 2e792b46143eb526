import { sessionState } from "@/api/session";
import { locale } from "@/i18n";

/** English dates are also day first (G-26): the product's market writes them so. */
const tag = (): string => (locale() === "en" ? "en-GB" : "es-CO");

export function zone(): string | undefined {
  const { me } = sessionState();
  return me?.time_zone ?? me?.organization.time_zone ?? undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${tag()} ${zone() ?? ""}`;
  let found = formats.get(key);
  if (!found) {
    try {
      found = new Intl.DateTimeFormat(tag(), { ...options, timeZone: zone() });
    } catch {
      found = new Intl.DateTimeFormat(tag(), options);
    }
    formats.set(key, found);
  }
  return found;
}

const DAY = { day: "2-digit", month: "2-digit", year: "numeric" } as const;
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** dd/mm/aaaa in the user's time zone. */
export const day = (at: string | Date): string => format("day", DAY).format(new Date(at));
export const time = (at: string | Date): string => format("time", TIME).format(new Date(at));
export const dayTime = (at: string | Date): string => `${day(at)} ${time(at)}`;
export const weekday = (at: string | Date): string =>
  format("weekday", { weekday: "short", day: "2-digit", month: "short" }).format(new Date(at));

/** A calendar day in words, whatever the zone: "lunes, 30 de noviembre de 2026". */
const dayOnly = (iso: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(tag(), { ...options, timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
export const titleOfDay = (iso: string): string => dayOnly(iso, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
/** Days from one to another, each part once: "12–18 de marzo de 2029". */
export const titleOfDays = (from: string, to: string): string =>
  new Intl.DateTimeFormat(tag(), { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
export const titleOfMonth = (iso: string): string => dayOnly(iso, { month: "long", year: "numeric" });
export const weekdayName = (iso: string, short: boolean): string => dayOnly(iso, { weekday: short ? "narrow" : "long" });

/** The calendar day there, as yyyy-mm-dd: what the API's dates are compared with. */
export function isoDay(at: Date): string {
  const parts = format("day", DAY).formatToParts(at);
  const get = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${get("year")}-${get("month")}-${get("day")}`;
}

/** The instant at which the calendar day `yyyy-mm-dd` begins in the user's zone. */
export const startOfDay = (iso: string): Date => atMinute(iso, 0);

/** The instant at which the user's clock shows so many minutes after midnight of a calendar day. */
export function atMinute(iso: string, minutes: number): Date {
  const utc = new Date(`${iso}T00:00:00Z`).getTime() + minutes * 60_000;
  const offset = (at: number) => {
    const parts = new Intl.DateTimeFormat("en-US", {
      timeZone: zone(),
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    }).formatToParts(at);
    const n = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
    return Date.UTC(n("year"), n("month") - 1, n("day"), n("hour"), n("minute"), n("second")) - at;
  };
  const guess = utc - offset(utc);
  return new Date(utc - offset(guess));
}

/** 75 → "1:15", 3675 → "1:01:15". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** What stands before the decimals in the reader's language; the other of the two groups digits. */
export const decimalSign = (): "," | "." => (locale() === "en" ? "." : ",");

export const number = (value: number, maximumFractionDigits = 3): string =>
  new Intl.NumberFormat(tag(), { maximumFractionDigits }).format(value);
export const percent = (ratio: number): string =>
  new Intl.NumberFormat(tag(), { style: "percent", maximumFractionDigits: 1 }).format(ratio);

export interface MoneyValue {
  amount: string;
  currency: string;
}

/** ISO 4217 where it is not two decimals; the server's table is `chassis/money.py`. */
const MINOR_UNITS = new Map(
  Object.entries({
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
  }).flatMap(([units, codes]) => codes.split(" ").map((code) => [code, Number(units)] as const)),
);
/** Currencies with cents that nobody pays with: a whole amount is written without them. */
const CENTS_UNUSED = new Set(["COP", "CRC"]);

/** How many decimals the currency has. */
export const minorUnits = (currency: string): number => MINOR_UNITS.get(currency) ?? 2;

/** All the digits that the server gave, and at least those that the currency is written with. */
function figures({ amount, currency }: MoneyValue, style: Intl.NumberFormatOptions): string {
  const given = amount.replace(/0+$/, "").split(".")[1]?.length ?? 0;
  const least = !given && CENTS_UNUSED.has(currency) ? 0 : minorUnits(currency);
  return new Intl.NumberFormat(tag(), {
    ...style,
    minimumFractionDigits: Math.max(least, given),
    maximumFractionDigits: Math.max(least, given),
  }).format(amount as Intl.StringNumericLiteral);
}

/**
 * "$ 1.500.000", "USD 900,00": the organization's own currency has its sign, any other its code,
 * for "$" alone is a dozen currencies.
 */
export function money(value: MoneyValue | null | undefined): string {
  if (!value) return "";
  const own = sessionState().me?.organization.currency === value.currency;
  return figures(value, { style: "currency", currency: value.currency, currencyDisplay: own ? "narrowSymbol" : "code" });
}

/** The same without sign or code, where the currency stands beside it. */
export const bareMoney = (value: MoneyValue | null | undefined): string => (value ? figures(value, {}) : "");

/** A day without a time, which is the same day in every zone: dd/mm/aaaa. */
export const plainDay = (iso: string | null | undefined): string => iso?.split("-").reverse().join("/") ?? "";

/** "hace 5 min": rounded to the largest whole unit below a week, a date beyond it. */
export function ago(at: string, now = Date.now()): string {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000);
  const size = Math.abs(seconds);
  const relative = new Intl.RelativeTimeFormat(tag(), { numeric: "auto", style: "short" });
  if (size < 60) return relative.format(0, "minute");
  if (size < 3600) return relative.format(Math.trunc(seconds / 60), "minute");
  if (size < 86_400) return relative.format(Math.trunc(seconds / 3600), "hour");
  if (size < 7 * 86_400) return relative.format(Math.trunc(seconds / 86_400), "day");
  return day(at);
}

export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word))
    .slice(0, 2)
    .map((word) => word[0]?.toLocaleUpperCase() ?? "")
    .join("");
