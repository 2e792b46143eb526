import { describe, expect, it } from "vitest";

import type { QuickFilter } from "@/app/router";
import { resolved } from "@/lists/days";

import { listFilter, opportunityQuery, QUICK, unshownIn, viewSearch } from "./period";

const quickQuery = (quick: QuickFilter, now: Date) => resolved(QUICK[quick], "me", now);

describe("a quick filter (S-21)", () => {
  it("names this month and the next by where they begin and end", () => {
    const now = new Date("2026-12-15T12:00:00Z");
    expect(quickQuery("closing-this-month", now)).toEqual({
      "expected_close_on.gte": "2026-12-01",
      "expected_close_on.lt": "2027-01-01",
    });
    expect(quickQuery("closing-next-month", now)).toEqual({
      "expected_close_on.gte": "2027-01-01",
      "expected_close_on.lt": "2027-02-01",
    });
  });

  it("begins weeks on Monday, on a Sunday too", () => {
    const days = (quick: "new-this-week" | "new-last-week", now: string) => {
      const found = quickQuery(quick, new Date(now));
      return (new Date(found["created_at.gte"] ?? "").getTime() - new Date(now).getTime()) / 86_400_000;
    };
    // Sunday noon: Monday is more than six days back, and the week before seven more.
    expect(days("new-this-week", "2026-11-29T12:00:00Z")).toBeLessThan(-6);
    expect(days("new-this-week", "2026-11-29T12:00:00Z")).toBeGreaterThan(-7.1);
    expect(days("new-last-week", "2026-11-29T12:00:00Z")).toBeLessThan(-13);
  });

  it("asks for one's own", () => {
    expect(opportunityQuery({ quick: "mine" }, "me")).toEqual({ owner_id: "me" });
    expect(opportunityQuery({}, "me")).toEqual({});
  });
});

describe("a view of the list (S-07)", () => {
  it("says what the address says, and fills it again", () => {
    const search = { view: "list", q: "plan", quick: "closing-this-month", owner: "someone", sort: "-amount" } as const;
    const filter = listFilter(search);
    expect(filter).toEqual({ q: "plan", owner_id: "someone", state: "open", ...QUICK["closing-this-month"] });
    expect(viewSearch({ id: "v", filter, sort: search.sort })).toEqual({ ...search, saved: "v" });
    expect(unshownIn(filter)).toEqual([]);
  });
  it("knows all from the open ones", () => {
    const all = listFilter({ view: "list", state: "all" });
    expect(all).toEqual({});
    expect(viewSearch({ id: "v", filter: all, sort: null })).toEqual({ view: "list", saved: "v", state: "all" });
    expect(viewSearch({ id: "v", filter: { state: "won" }, sort: null }).state).toBe("won");
  });
  it("names the filters that this screen has not", () => {
    expect(unshownIn({ currency: "USD", state: "open", "created_at.gte": "@week-3" })).toEqual(["currency", "created_at.gte"]);
    expect(unshownIn({ owner_id: "@me", ...QUICK["new-this-week"] })).toEqual([]);
  });
});
