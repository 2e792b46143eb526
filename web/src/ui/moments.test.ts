import { describe, expect, it, vi } from "vitest";

vi.mock("@/api/session", () => ({ sessionState: () => ({ me: { time_zone: "America/Bogota", organization: {} } }) }));

const { dayFrom, fromMoment, later, toMoment } = await import("./moments");

describe("a moment of a form", () => {
  it("is typed day first, in full or short", () => {
    expect(dayFrom("5/3/2026")).toBe("2026-03-05");
    expect(dayFrom("05-03-26")).toBe("2026-03-05");
    expect(dayFrom(" 31.12.2026 ")).toBe("2026-12-31");
    expect(dayFrom("2026-03-05")).toBe("2026-03-05");
    for (const wrong of ["31/02/2026", "13/13/2026", "mañana", ""]) expect(dayFrom(wrong)).toBeNull();
  });

  it("is of the user's zone", () => {
    expect(fromMoment({ day: "2026-03-05", time: "20:30" })).toBe("2026-03-06T01:30:00.000Z");
    expect(fromMoment({ day: null, time: "20:30" })).toBeNull();
    expect(toMoment("2026-03-06T01:30:00Z")).toEqual({ day: "2026-03-05", time: "20:30" });
  });

  it("goes on past midnight", () => {
    expect(later({ day: "2026-03-05", time: "23:30" }, 60)).toEqual({ day: "2026-03-06", time: "00:30" });
  });
});
