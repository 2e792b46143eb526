/** The product lines of an opportunity in their form, and what they come to. Pure. */
import type { Opportunity, OpportunityWrite } from "@/api/types";
import { minorUnits } from "@/app/format";
import { bare, decimal, isNumber, lineKey } from "@/ui/lines";

export interface LineValues {
  key: string;
  product_id: string | null;
  product_name: string | null;
  quantity: string;
  unit_price: string;
}

export const blankLine = (): LineValues => ({ key: lineKey(), product_id: null, product_name: null, quantity: "1", unit_price: "" });

export const linesOf = (one: Opportunity): LineValues[] =>
  one.lines.length
    ? one.lines.map((line) => ({ ...line, key: lineKey(), quantity: bare(line.quantity), unit_price: bare(line.unit_price) }))
    : [blankLine()];

const isEmpty = (line: LineValues): boolean => !line.product_id && !line.unit_price.trim();

/** What is sent of them: a line without a price has the product's. Lines without a product are named. */
export function bodyOf(lines: LineValues[]): { body: NonNullable<OpportunityWrite["lines"]>; places: number[]; unnamed: number[] } {
  const places = lines.flatMap((line, place) => (isEmpty(line) ? [] : [place]));
  const sent = places.map((place) => lines[place] as LineValues);
  return {
    body: sent.map((line) => ({
      product_id: line.product_id as string,
      quantity: decimal(line.quantity) || "1",
      unit_price: decimal(line.unit_price) || null,
    })),
    places,
    unnamed: places.filter((place) => !lines[place]?.product_id),
  };
}

/** A number without its point: 1.25 is 125 with 2 decimals. */
function whole(text: string): [bigint, number] {
  const [integer = "", fraction = ""] = text.split(".");
  return [BigInt(integer + fraction || "0"), fraction.length];
}

/** Quantity times price in the currency's smallest unit, half up, as `sales/opportunities/amounts.py` has it. */
function units(quantity: string, price: string, currency: string): bigint {
  const [a, decimalsA] = whole(quantity);
  const [b, decimalsB] = whole(price);
  const excess = decimalsA + decimalsB - minorUnits(currency);
  if (excess <= 0) return a * b * 10n ** BigInt(-excess);
  const step = 10n ** BigInt(excess);
  return (a * b + step / 2n) / step;
}

function written(value: bigint, currency: string): string {
  const decimals = minorUnits(currency);
  const digits = String(value).padStart(decimals + 1, "0");
  return decimals ? `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : digits;
}

type Priced = Pick<LineValues, "quantity" | "unit_price">;

/** What one line comes to, null while it is none. */
export function lineAmount(line: Priced, currency: string): string | null {
  const quantity = decimal(line.quantity) || "1";
  const price = decimal(line.unit_price);
  return price && isNumber(quantity) && isNumber(price) ? written(units(quantity, price, currency), currency) : null;
}

/** What all of them come to, each line rounded. */
export function linesAmount(lines: readonly Priced[], currency: string): string {
  return written(lines.reduce((sum, line) => sum + smallest(lineAmount(line, currency) ?? "0"), 0n), currency);
}

const smallest = (amount: string): bigint => BigInt(amount.replace(".", ""));

/** How the lines stand to the budget's whole value: more (1), less (-1) or as much (0), and by how much. */
export function against(sum: string, budget: string, currency: string): { sign: number; by: string } {
  const difference = units("1", sum, currency) - units("1", budget, currency);
  const sign = difference > 0n ? 1 : difference < 0n ? -1 : 0;
  return { sign, by: written(difference < 0n ? -difference : difference, currency) };
}
