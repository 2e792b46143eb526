import { describe, expect, it } from "vitest";

import { bare, decimal, placed } from "./lines";

describe("lines", () => {
  it("read numbers as people of both languages write them", () => {
    const typed = ["0,335", "1.234,5", "1,234.5", "1234.5", " 12 ", "3", "1.500.000", "1,500,000", "1.500.000,5"];
    expect(typed.map((text) => decimal(text))).toEqual(["0.335", "1234.5", "1234.5", "1234.5", "12", "3", "1500000", "1500000", "1500000.5"]);
  });

  it("read three digits after a separator as the language does", () => {
    expect(["1.500", "1,500", "0.335", "1500.125"].map((text) => decimal(text, ","))).toEqual(["1500", "1.500", "0.335", "1500.125"]);
    expect(["1.500", "1,500", "0,335"].map((text) => decimal(text, "."))).toEqual(["1.500", "1500", "0.335"]);
  });

  it("show a stored figure as it would be typed, and read it again", () => {
    const stored = ["19.0000", "1500000.00", "0.335", "19.125", "100", ""];
    const least = ["19", "1500000", "0.335", "19.125", "100", ""];
    expect(stored.map((text) => bare(text, ","))).toEqual(["19", "1500000", "0,335", "19,125", "100", ""]);
    expect(stored.map((text) => bare(text, "."))).toEqual(least);
    for (const sign of [",", "."] as const) expect(stored.map((text) => decimal(bare(text, sign), sign))).toEqual(least);
  });

  it("find the line that an error of the server is about", () => {
    expect(placed({ "lines.1.quantity": "a", contact_id: "b" }, [0, 2])).toEqual({ "lines.2.quantity": "a", contact_id: "b" });
  });
});
