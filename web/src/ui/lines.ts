/** Lines as a form holds them: numbers as people write them, and whose error is whose. */
import { decimalSign } from "@/app/format";

/**
 * A number that somebody typed, as the server reads it. "1.234,5", "1,234.5" and "1234.5" are one:
 * the last separator is the decimal one, unless it comes twice. "1.500" is what the language makes
 * of it: fifteen hundred in Spanish, one and a half in English.
 */
export function decimal(text: string, sign = decimalSign()): string {
  const typed = text.replace(/\s/g, "");
  const comma = typed.lastIndexOf(",");
  const point = typed.lastIndexOf(".");
  if (comma >= 0 && point >= 0) return comma > point ? typed.replace(/\./g, "").replace(",", ".") : typed.replace(/,/g, "");
  const group = sign === "," ? /^[1-9]\d{0,2}\.\d{3}$/ : /^[1-9]\d{0,2},\d{3}$/;
  const grouped = group.test(typed) || /^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})+$/.test(typed);
  return grouped ? typed.replace(/[.,]/g, "") : typed.replace(",", ".");
}

export const isNumber = (text: string): boolean => /^\d+(\.\d*)?$|^\.\d+$/.test(text);

/** A stored figure as it would be typed: "19.2500" is "19,25" in Spanish. */
export const bare = (text: string, sign = decimalSign()): string =>
  /^\d+\.\d*$/.test(text) ? text.replace(/\.?0+$/, "").replace(".", sign) : text;

let made = 0;
export const lineKey = (): string => `line-${++made}`;

/** The server counts the lines that were sent; the form also has empty ones: `places` says which is which. */
export const placed = (errors: Record<string, string>, places: number[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors).map(([field, message]) => [
      field.replace(/^lines\.(\d+)/, (_, index) => `lines.${places[Number(index)] ?? index}`),
      message,
    ]),
  );
