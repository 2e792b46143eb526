import { describe, expect, it } from "vitest";

import { figuresPath, withoutRate } from "./figures";

describe("the way from a figure to its records", () => {
  it("keeps the range and the part", () => {
    expect(figuresPath("won", { from: "2026-03-01", to: "2026-03-07", dimension: "Precio & plazo" })).toBe(
      "/figures/won?from=2026-03-01&to=2026-03-07&dimension=Precio+%26+plazo",
    );
  });

  it("has no range for what is as of now", () => {
    expect(figuresPath("cases_overdue", { from: "2026-03-01", to: "2026-03-07" })).toBe("/figures/cases_overdue");
  });

  it("keeps a part that has no name", () => {
    expect(figuresPath("lost", { dimension: "" })).toBe("/figures/lost?dimension=");
  });
});

describe("amounts without a rate", () => {
  it("are added per currency", () => {
    const sum = (amount: string, currency: string) => ({ count: 1, amount: { amount: "0", currency: "COP" }, without_rate: [{ amount, currency }] });
    expect(withoutRate([sum("1.50", "EUR"), sum("2", "EUR"), sum("3", "USD")])).toEqual([
      { currency: "EUR", amount: "3.5" },
      { currency: "USD", amount: "3" },
    ]);
    expect(withoutRate([])).toEqual([]);
  });
});
