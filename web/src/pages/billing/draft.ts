/** A draft as the form holds it, and what is sent of it. Pure. */
import type { Invoice, InvoiceWrite, Line } from "@/api/billing";

export interface LineValues {
  key: string;
  product_id: string | null;
  description: string;
  quantity: string;
  unit_price: string;
  discount_percent: string;
  tax_ids: string[];
}

export interface DraftValues {
  contact_id: string | null;
  billing_address: string;
  consignee_id: string | null;
  delivery_address: string;
  opportunity_id: string | null;
  issued_on: string | null;
  due_on: string | null;
  currency: string;
  language: "es" | "en";
  order_number: string;
  terms: string;
  notes: string;
  visibility: "private" | "read" | "write";
  lines: LineValues[];
}

let made = 0;
export const blankLine = (): LineValues => ({
  key: `line-${++made}`,
  product_id: null,
  description: "",
  quantity: "1",
  unit_price: "",
  discount_percent: "",
  tax_ids: [],
});

export const blankDraft = (currency: string, language: "es" | "en", terms: string): DraftValues => ({
  contact_id: null,
  billing_address: "",
  consignee_id: null,
  delivery_address: "",
  opportunity_id: null,
  issued_on: null,
  due_on: null,
  currency,
  language,
  order_number: "",
  terms,
  notes: "",
  visibility: "write",
  lines: [blankLine()],
});

const bare = (text: string): string => (/^\d+\.\d*$/.test(text) ? text.replace(/\.?0+$/, "") : text);

export const draftOf = (invoice: Invoice): DraftValues => ({
  contact_id: invoice.contact_id,
  billing_address: invoice.billing_address,
  consignee_id: invoice.consignee_id,
  delivery_address: invoice.delivery_address,
  opportunity_id: invoice.opportunity_id,
  issued_on: invoice.issued_on,
  due_on: invoice.due_on,
  currency: invoice.currency,
  language: invoice.language === "en" ? "en" : "es",
  order_number: invoice.order_number,
  terms: invoice.terms,
  notes: invoice.notes,
  visibility: invoice.visibility as DraftValues["visibility"],
  lines: invoice.lines.length
    ? invoice.lines.map((line) => ({
        key: `line-${++made}`,
        product_id: line.product_id,
        description: line.description,
        quantity: bare(line.quantity),
        unit_price: bare(line.unit_price?.amount ?? ""),
        discount_percent: bare(line.discount_percent) === "0" ? "" : bare(line.discount_percent),
        tax_ids: line.tax_ids,
      }))
    : [blankLine()],
});

/** "1.234,5" and "1,234.5" and "1234.5" are one number: the last separator is the decimal one. */
export function decimal(text: string): string {
  const typed = text.replace(/\s/g, "");
  const comma = typed.lastIndexOf(",");
  const point = typed.lastIndexOf(".");
  if (comma > point) return typed.replace(/\./g, "").replace(",", ".");
  return comma >= 0 ? typed.replace(/,/g, "") : typed;
}

const isNumber = (text: string): boolean => /^\d+(\.\d*)?$|^\.\d+$/.test(text);

/** Whether nobody has written anything into a line; such a line is not sent. */
export const isEmpty = (line: LineValues): boolean =>
  !line.product_id && !line.description.trim() && !line.unit_price.trim();

export const lineOf = (line: LineValues): Line => ({
  product_id: line.product_id,
  description: line.description.trim(),
  quantity: decimal(line.quantity) || "1",
  ...(line.unit_price.trim() ? { unit_price: decimal(line.unit_price) as never } : {}),
  discount_percent: decimal(line.discount_percent) || "0",
  tax_ids: line.tax_ids,
});

/** A line that the server can compute while somebody still types: with texts that are no numbers, null. */
export function computable(line: LineValues): Line | null {
  if (isEmpty(line)) return null;
  const sent = { ...lineOf(line), description: line.description.trim() || "…" };
  const texts = [String(sent.quantity), String(sent.unit_price ?? "0"), String(sent.discount_percent)];
  return texts.every(isNumber) && Number(sent.quantity) > 0 && Number(sent.discount_percent) <= 100 && line.unit_price.trim()
    ? sent
    : null;
}

/** What is sent; `places` says which line of the form each sent line is, for the errors' fields. */
export function bodyOf(values: DraftValues): { body: InvoiceWrite; places: number[] } {
  const places: number[] = [];
  const lines = values.lines.flatMap((line, place) => {
    if (isEmpty(line)) return [];
    places.push(place);
    return [lineOf(line)];
  });
  return { body: { ...values, contact_id: values.contact_id as string, lines }, places };
}

/** The day so many days after another, or after today. */
export function daysAfter(from: string | null, days: number, today: string): string {
  const day = new Date(`${from ?? today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
