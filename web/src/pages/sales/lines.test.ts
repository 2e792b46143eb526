import { describe, expect, it } from "vitest";

import { against, blankLine, bodyOf, lineAmount, linesAmount } from "./lines";

const line = (quantity: string, unit_price: string, product_id: string | null = "p") => ({
  ...blankLine(),
  product_id,
  quantity,
  unit_price,
});

describe("the lines of an opportunity", () => {
  it("come to quantity times price, half up at the minor unit, each line by itself (S-41)", () => {
    expect(lineAmount(line("3", "0,335"), "COP")).toBe("1.01");
    expect(lineAmount(line("1", "0.5"), "CLP")).toBe("1");
    expect(lineAmount(line("2", "1.500.000"), "CLP")).toBe("3000000");
    expect(lineAmount(line("0.0001", "0.4999"), "USD")).toBe("0.00");
    expect(linesAmount([line("1", "0.005"), line("1", "0.005")], "USD")).toBe("0.02");
    expect(linesAmount([line("99999999", "99999999999999.99")], "USD")).toBe("9999999899999999000000.01");
  });

  it("come to nothing while they are no lines", () => {
    expect(lineAmount(line("x", "5"), "COP")).toBeNull();
    expect(lineAmount(line("1", ""), "COP")).toBeNull();
    expect(linesAmount([line("x", "5"), line("2", "5")], "COP")).toBe("10.00");
  });

  it("stand against the budget", () => {
    expect(against("10.00", "12.50", "USD")).toEqual({ sign: -1, by: "2.50" });
    expect(against("1500001", "1500000", "CLP")).toEqual({ sign: 1, by: "1" });
    expect(against("5.00", "5", "COP")).toEqual({ sign: 0, by: "0.00" });
  });

  it("are sent without the empty ones, and the price that nobody typed is the product's", () => {
    const { body, places, unnamed } = bodyOf([blankLine(), line("2", "1,5"), line("", ""), line("1", "4", null)]);
    expect(body).toEqual([
      { product_id: "p", quantity: "2", unit_price: "1.5" },
      { product_id: "p", quantity: "1", unit_price: null },
      { product_id: null, quantity: "1", unit_price: "4" },
    ]);
    expect(places).toEqual([1, 2, 3]);
    expect(unnamed).toEqual([3]);
  });
});
