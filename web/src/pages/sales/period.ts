import type { Query } from "@/api/resources";
import { isoDay, startOfDay } from "@/app/format";
import type { OpportunitySearch, QuickFilter } from "@/app/router";

const iso = (year: number, month: number, date: number): string =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

/** What a quick filter (S-21) asks of the server, on the user's calendar; weeks begin on Monday. */
export function quickQuery(quick: QuickFilter | undefined, me: string, now = new Date()): Query {
  const today = isoDay(now);
  const [year = 0, month = 1, date = 1] = today.split("-").map(Number);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const closing = (first: number): Query => ({
    "expected_close_on.gte": iso(year, month - 1 + first, 1),
    "expected_close_on.lte": iso(year, month + first, 0),
  });
  const monday = (weeks: number) => startOfDay(iso(year, month - 1, date - weekday + 7 * weeks)).toISOString();
  switch (quick) {
    case "mine":
      return { owner_id: me };
    case "closing-this-month":
      return closing(0);
    case "closing-next-month":
      return closing(1);
    case "new-this-week":
      return { "created_at.gte": monday(0) };
    case "new-last-week":
      return { "created_at.gte": monday(-1), "created_at.lt": monday(0) };
    default:
      return {};
  }
}

/** The question to the server, from what the address says; a board shows the open ones only. */
export function opportunityQuery(search: OpportunitySearch, me: string): Query {
  return {
    q: search.q,
    ...(search.owner ? { owner_id: search.owner } : {}),
    ...quickQuery(search.quick, me),
  };
}

export function listQuery(search: OpportunitySearch, me: string): Query {
  if (search.discarded) return { ...opportunityQuery(search, me), discarded: "true" };
  return { ...opportunityQuery(search, me), state: search.state === "all" ? undefined : (search.state ?? "open") };
}
