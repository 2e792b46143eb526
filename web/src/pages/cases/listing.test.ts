import { describe, expect, it } from "vitest";

import { caseFilter, unshownIn, viewSearch } from "./listing";

describe("a view of cases", () => {
  it("says what the address says, and fills it again (R-13)", () => {
    const search = { q: "tono", type: "t", priority: "p", assignee: "@me", contact: "c", overdue: "1", sort: "due_at" } as const;
    const filter = caseFilter(search);
    expect(filter).toEqual({
      q: "tono",
      "state_class.in": "new,in_progress",
      type_id: "t",
      priority_id: "p",
      assignee_id: "@me",
      contact_id: "c",
      overdue: "true",
    });
    expect(viewSearch({ id: "v", filter, sort: search.sort })).toEqual({ ...search, view: "v" });
    expect(unshownIn(filter)).toEqual([]);
  });
  it("knows all from those still to be done, and what the screen has not", () => {
    expect(viewSearch({ id: "v", filter: caseFilter({ open: "all" }), sort: null })).toEqual({ view: "v", open: "all" });
    expect(unshownIn({ "state_class.in": "closed", owner_id: "@me" })).toEqual(["state_class.in", "owner_id"]);
  });
});
