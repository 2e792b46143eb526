import { describe, expect, it } from "vitest";

import { blankDraft, blankLine, bodyOf, computable, daysAfter, decimal } from "./draft";

describe("a draft", () => {
  it("reads numbers as people of both languages write them", () => {
    expect(["0,335", "1.234,5", "1,234.5", "1234.5", " 12 ", "3"].map(decimal)).toEqual([
      "0.335",
      "1234.5",
      "1234.5",
      "1234.5",
      "12",
      "3",
    ]);
  });

  it("sends no line that nobody wrote into, and remembers which line is which", () => {
    const values = blankDraft("COP", "es", "30 días");
    values.contact_id = "c";
    values.lines = [blankLine(), { ...blankLine(), description: "A", unit_price: "1,5" }, blankLine()];
    const { body, places } = bodyOf(values);
    expect(places).toEqual([1]);
    expect(body.lines?.map((line) => [line.description, line.unit_price, line.quantity])).toEqual([["A", "1.5", "1"]]);
    expect(body.terms).toBe("30 días");
  });

  it("asks for the amounts of a line only once it is a line", () => {
    expect(computable(blankLine())).toBeNull();
    expect(computable({ ...blankLine(), description: "A" })).toBeNull();
    expect(computable({ ...blankLine(), unit_price: "1", quantity: "x" })).toBeNull();
    expect(computable({ ...blankLine(), unit_price: "1", discount_percent: "101" })).toBeNull();
    expect(computable({ ...blankLine(), unit_price: "0,335", quantity: "3" })?.unit_price).toBe("0.335");
  });

  it("counts days over the end of a month", () => {
    expect(daysAfter("2026-01-31", 30, "2026-01-01")).toBe("2026-03-02");
    expect(daysAfter(null, 0, "2026-12-31")).toBe("2026-12-31");
  });
});
