import { describe, expect, it } from "vitest";

import { bare, decimal, placed } from "./lines";

describe("lines", () => {
  it("read numbers as people of both languages write them", () => {
    const typed = ["0,335", "1.234,5", "1,234.5", "1234.5", " 12 ", "3", "1.500.000", "1,500,000", "1.500.000,5"];
    expect(typed.map(decimal)).toEqual(["0.335", "1234.5", "1234.5", "1234.5", "12", "3", "1500000", "1500000", "1500000.5"]);
  });

  it("show a stored figure as it would be typed", () => {
    expect(["19.0000", "1500000.00", "0.335", "100", ""].map(bare)).toEqual(["19", "1500000", "0.335", "100", ""]);
  });

  it("find the line that an error of the server is about", () => {
    expect(placed({ "lines.1.quantity": "a", contact_id: "b" }, [0, 2])).toEqual({ "lines.2.quantity": "a", contact_id: "b" });
  });
});
