import type { FigureSum, Money } from "@/api/types";

/** Every figure that has records behind it. */
export const METRICS = [
  "contacts_created",
  "calls",
  "inbound",
  "outbound",
  "answered",
  "missed",
  "connected",
  "won",
  "lost",
  "pipeline",
  "cases_opened",
  "cases_solved",
  "cases_overdue",
  "invoiced",
  "paid",
] as const;
export type Metric = (typeof METRICS)[number];

/** Figures of the moment: no range bounds them. */
export const OF_NOW: readonly Metric[] = ["pipeline", "cases_overdue"];

export interface FigureSearch {
  from?: string;
  to?: string;
  dimension?: string;
}

/** The page with the records behind a figure. */
export function figuresPath(metric: Metric, search: FigureSearch): string {
  const query = new URLSearchParams();
  const ranged = !OF_NOW.includes(metric);
  if (ranged && search.from) query.set("from", search.from);
  if (ranged && search.to) query.set("to", search.to);
  if (search.dimension !== undefined) query.set("dimension", search.dimension);
  const text = query.toString();
  return `/figures/${metric}${text ? `?${text}` : ""}`;
}

/** The amounts of several sums that no rate is known for, each currency once. */
export function withoutRate(sums: readonly FigureSum[]): Money[] {
  const found = new Map<string, number>();
  for (const sum of sums)
    for (const one of sum.without_rate) found.set(one.currency, (found.get(one.currency) ?? 0) + Number(one.amount));
  return [...found].map(([currency, amount]) => ({ currency, amount: String(amount) }));
}
