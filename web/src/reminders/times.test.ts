import { describe, expect, it, vi } from "vitest";

let zone = "America/Bogota";
vi.mock("@/api/session", () => ({ sessionState: () => ({ me: { time_zone: zone, organization: {} } }) }));

const { atMinute } = await import("@/app/format");
const { lateness, tomorrowAtNine } = await import("./times");

describe("times of reminders", () => {
  it("are of the user's zone: tomorrow at nine there", () => {
    zone = "America/Bogota";
    // Half past eleven at night in Bogotá is the next day in UTC already.
    expect(tomorrowAtNine(new Date("2026-03-03T04:30:00Z")).toISOString()).toBe("2026-03-03T14:00:00.000Z");
    zone = "Asia/Tokyo";
    expect(tomorrowAtNine(new Date("2026-03-03T04:30:00Z")).toISOString()).toBe("2026-03-04T00:00:00.000Z");
  });

  it("follow a clock that is put forward in that night", () => {
    zone = "America/Santiago";
    expect(atMinute("2026-09-06", 9 * 60).toISOString()).toBe("2026-09-06T12:00:00.000Z");
    expect(atMinute("2026-09-05", 9 * 60).toISOString()).toBe("2026-09-05T13:00:00.000Z");
  });

  it("say how late something came in its largest whole unit", () => {
    expect(lateness(45)).toEqual({ unit: "seconds", count: 45 });
    expect(lateness(10_830)).toEqual({ unit: "hours", count: 3 });
    expect(lateness(200_000)).toEqual({ unit: "days", count: 2 });
  });
});
