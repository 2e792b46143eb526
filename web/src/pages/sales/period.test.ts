import { describe, expect, it } from "vitest";

import { quickQuery } from "./period";

describe("a quick filter (S-21)", () => {
  it("names this month and the next by their first and last day", () => {
    const now = new Date("2026-12-15T12:00:00Z");
    expect(quickQuery("closing-this-month", "me", now)).toEqual({
      "expected_close_on.gte": "2026-12-01",
      "expected_close_on.lte": "2026-12-31",
    });
    expect(quickQuery("closing-next-month", "me", now)).toEqual({
      "expected_close_on.gte": "2027-01-01",
      "expected_close_on.lte": "2027-01-31",
    });
  });

  it("begins weeks on Monday, on a Sunday too", () => {
    const days = (quick: "new-this-week" | "new-last-week", now: string) => {
      const asked = quickQuery(quick, "me", new Date(now));
      return (new Date(asked["created_at.gte"] as string).getTime() - new Date(now).getTime()) / 86_400_000;
    };
    // Sunday noon: Monday is more than six days back, and the week before seven more.
    expect(days("new-this-week", "2026-11-29T12:00:00Z")).toBeLessThan(-6);
    expect(days("new-this-week", "2026-11-29T12:00:00Z")).toBeGreaterThan(-7.1);
    expect(days("new-last-week", "2026-11-29T12:00:00Z")).toBeLessThan(-13);
  });

  it("asks for one's own", () => {
    expect(quickQuery("mine", "me")).toEqual({ owner_id: "me" });
    expect(quickQuery(undefined, "me")).toEqual({});
  });
});
