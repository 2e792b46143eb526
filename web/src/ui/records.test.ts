import { describe, expect, it } from "vitest";

import { recordPath } from "./records";

describe("the page of a record", () => {
  it("is found by its type and id", () => {
    expect(recordPath({ type: "opportunity", id: "7" })).toBe("/opportunities/7");
    expect(recordPath({ type: "invoice", id: "7" })).toBe("/invoices/7");
    expect(recordPath({ type: "call", id: "7" })).toBe("/calls");
  });

  it("is none where nothing is named or nobody knows the type", () => {
    expect(recordPath({ type: "planet", id: "7" })).toBeNull();
    expect(recordPath({ type: "case", id: null })).toBeNull();
    expect(recordPath(null)).toBeNull();
  });
});
