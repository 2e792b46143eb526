import { describe, expect, it, vi } from "vitest";

vi.mock("@/api/session", () => ({ sessionState: () => ({ me: { time_zone: "America/Bogota", organization: {} } }) }));

const { inDays } = await import("@/ui/moments");
const { addMonths, byDay, daysOf, momentOf, mondayOf, stepped } = await import("./calendar");

const activity = (kind: string, more: object) => ({ kind, due_at: null, starts_at: null, ends_at: null, ...more }) as never;

describe("a calendar's days", () => {
  it("step over months, years and leap days", () => {
    expect(inDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(inDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
    expect(addMonths("2026-12-15", 1)).toBe("2027-01-15");
  });

  it("begin on Monday and are whole weeks around a month", () => {
    expect(mondayOf("2026-11-29")).toBe("2026-11-23");
    expect(mondayOf("2026-11-30")).toBe("2026-11-30");
    const november = daysOf("month", "2026-11-14");
    expect([november[0], november.at(-1), november.length]).toEqual(["2026-10-26", "2026-12-06", 42]);
    const february = daysOf("month", "2027-02-10");
    expect([february[0], february.at(-1), february.length]).toEqual(["2027-02-01", "2027-02-28", 28]);
    expect(daysOf("week", "2026-11-29")).toHaveLength(7);
    expect(daysOf("day", "2026-11-29")).toEqual(["2026-11-29"]);
  });

  it("go on by what is shown", () => {
    expect(stepped("month", "2026-01-31", 1)).toBe("2026-02-28");
    expect(stepped("week", "2026-01-31", -1)).toBe("2026-01-24");
    expect(stepped("day", "2026-01-31", 1)).toBe("2026-02-01");
  });

  it("hold activities by the clock of the user's zone, on each day that they take", () => {
    const late = activity("task", { due_at: "2026-11-30T03:00:00Z" });
    const trip = activity("meeting", { due_at: "2026-11-01T00:00:00Z", starts_at: "2026-11-29T15:00:00Z", ends_at: "2026-12-01T15:00:00Z" });
    const undated = activity("task", {});
    const days = ["2026-11-29", "2026-11-30", "2026-12-01"];
    const found = byDay([late, trip, undated], days);
    expect(days.map((day) => found.get(day)?.length)).toEqual([2, 1, 1]);
    expect(momentOf(trip)).toBe("2026-11-29T15:00:00Z");
    expect(momentOf(undated)).toBeNull();
  });
});
