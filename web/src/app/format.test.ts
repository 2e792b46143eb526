import { readFileSync } from "node:fs";

import { afterEach, describe, expect, it } from "vitest";

import { updateMe } from "@/api/session";
import type { Me } from "@/api/types";
import { loadLocale } from "@/i18n";

import { ago, bareMoney, day, dayTime, duration, initials, isoDay, minorUnits, money, startOfDay } from "./format";

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

  it("take initials from letters only", () => {
    expect(initials("Íñigo Ñáñez Gómez")).toBe("ÍÑ");
    expect(initials("300 1234567")).toBe("");
  });
});

describe("money", () => {
  const ofOrganization = (currency: string) =>
    updateMe({ organization: { time_zone: "America/Bogota", currency } } as unknown as Me);
  // Intl separates the sign with a space that does not break.
  const shown = (amount: string, currency: string) => money({ amount, currency }).replace(/\s/g, " ");

  it("has the sign of the organization's own currency and the code of any other", async () => {
    ofOrganization("COP");
    expect(shown("1500000.00", "COP")).toBe("$ 1.500.000");
    expect(shown("900", "USD")).toBe("USD 900,00");
    ofOrganization("USD");
    expect(shown("900.00", "USD")).toBe("$ 900,00");
    expect(shown("1500000", "COP")).toBe("COP 1.500.000");
    await loadLocale("en");
    expect(shown("900", "USD")).toBe("$900.00");
    expect(shown("-1500000.00", "COP")).toBe("-COP 1,500,000");
  });

  it("has the decimals that its currency is written with, and every digit that there is", () => {
    ofOrganization("COP");
    expect(shown("1500000.5", "COP")).toBe("$ 1.500.000,50");
    expect(shown("1500000", "CLP")).toBe("CLP 1.500.000");
    expect(shown("0.335", "PEN")).toBe("PEN 0,335");
    expect(shown("0.0085", "USD")).toBe("USD 0,0085");
    expect(shown("12345678901234567.89", "MXN")).toBe("MXN 12.345.678.901.234.567,89");
    expect(money(null)).toBe("");
  });

  it("is the same figure without its sign", () => {
    ofOrganization("COP");
    expect(bareMoney({ amount: "20.20", currency: "COP" })).toBe("20,20");
    expect(bareMoney({ amount: "1500", currency: "USD" })).toBe("1.500,00");
    expect(bareMoney(undefined)).toBe("");
  });

  it("knows the minor units that the server rounds to", () => {
    const table = readFileSync("../chassis/money.py", "utf8");
    const listed = /_BY_MINOR_UNITS = \{(.*?)\n\}/s.exec(table)?.[1] ?? "";
    const units = [...listed.matchAll(/(\d): (?:\(([^)]*)\)|("[^"]*"))/g)].flatMap(([, unit, many, one]) =>
      [...`${many ?? one}`.matchAll(/[A-Z]{3}/g)].map(([code]) => [code, Number(unit)] as const),
    );
    expect(units.length).toBeGreaterThan(150);
    expect(units.filter(([code, unit]) => minorUnits(code) !== unit)).toEqual([]);
  });
});
