import { describe, expect, it } from "vitest";

import { fromField, toField } from "./moment";

describe("a moment in a field", () => {
  it("comes back as the same minute", () => {
    for (const at of ["2026-03-08T07:30:00.000Z", "2026-11-01T05:30:00.000Z", "2026-07-01T23:59:00.000Z"])
      expect(fromField(toField(at))).toBe(at);
  });

  it("is null while the field is empty", () => {
    expect(toField(null)).toBe("");
    expect(fromField("")).toBeNull();
  });
});
