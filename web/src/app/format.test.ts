import { afterEach, describe, expect, it } from "vitest";

import { updateMe } from "@/api/session";
import type { Me } from "@/api/types";
import { loadLocale } from "@/i18n";

import { ago, day, dayTime, duration, initials, isoDay, money, startOfDay } from "./format";

const inZone = (time_zone: string) =>
  updateMe({ time_zone, organization: { time_zone: "America/Bogota" } } as unknown as Me);

afterEach(() => loadLocale("es"));

describe("dates", () => {
  it("are dd/mm/aaaa in the user's zone, in both languages (G-26)", async () => {
    inZone("America/Bogota");
    expect(day("2026-03-02T02:00:00Z")).toBe("01/03/2026");
    expect(dayTime("2026-03-02T14:05:00Z")).toBe("02/03/2026 09:05");
    await loadLocale("en");
    expect(day("2026-03-02T02:00:00Z")).toBe("01/03/2026");
  });

  it("give the calendar's day and where it begins, also across a change of clocks", () => {
    inZone("America/Bogota");
    expect(isoDay(new Date("2026-03-02T04:59:00Z"))).toBe("2026-03-01");
    expect(startOfDay("2026-03-02").toISOString()).toBe("2026-03-02T05:00:00.000Z");
    inZone("America/Santiago");
    expect(startOfDay("2026-04-05").toISOString()).toBe("2026-04-05T04:00:00.000Z");
    inZone("America/New_York");
    expect(startOfDay("2026-03-09").toISOString()).toBe("2026-03-09T04:00:00.000Z");
  });

  it("say how long ago, and the date beyond a week", () => {
    inZone("America/Bogota");
    const now = Date.parse("2026-03-10T12:00:00Z");
    expect(ago("2026-03-10T11:55:00Z", now)).toMatch(/5 min/);
    expect(ago("2026-02-10T12:00:00Z", now)).toBe("10/02/2026");
  });
});

describe("figures", () => {
  it("give durations as people read them", () => {
    expect([0, 9, 75, 3675].map(duration)).toEqual(["0:00", "0:09", "1:15", "1:01:15"]);
  });

  it("give money in its currency, and small prices with their digits", () => {
    expect(money({ amount: "0.0085", currency: "USD" })).toMatch(/0,0085/);
    expect(money(null)).toBe("");
  });

  it("take initials from letters only", () => {
    expect(initials("Íñigo Ñáñez Gómez")).toBe("ÍÑ");
    expect(initials("300 1234567")).toBe("");
  });
});
