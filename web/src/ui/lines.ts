/** Lines as a form holds them: numbers as people write them, and whose error is whose. Pure. */

/** "1.234,5" and "1,234.5" and "1234.5" are one number: the last separator is the decimal one, unless it comes twice. */
export function decimal(text: string): string {
  const typed = text.replace(/\s/g, "");
  const comma = typed.lastIndexOf(",");
  const point = typed.lastIndexOf(".");
  if (comma >= 0 && point >= 0) return comma > point ? typed.replace(/\./g, "").replace(",", ".") : typed.replace(/,/g, "");
  const grouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+$/.test(typed);
  return grouped ? typed.replace(/[.,]/g, "") : typed.replace(",", ".");
}

export const isNumber = (text: string): boolean => /^\d+(\.\d*)?$|^\.\d+$/.test(text);

/** A stored figure as it is typed: "19.0000" is "19". */
export const bare = (text: string): string => (/^\d+\.\d*$/.test(text) ? text.replace(/\.?0+$/, "") : text);

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
