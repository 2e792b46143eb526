import { describe, expect, it } from "vitest";

import { resolved } from "@/lists/days";

import { invoiceFilter, unshownIn, viewSearch } from "./listing";

describe("a view of invoices", () => {
  it("says what the address says, and fills it again (R-13)", () => {
    const search = { q: "A-1", state: "paid", contact: "c", mine: "1", sort: "-listed_on" } as const;
    const filter = invoiceFilter(search);
    expect(filter).toEqual({ q: "A-1", state: "paid", contact_id: "c", owner_id: "@me" });
    expect(viewSearch({ id: "v", filter, sort: search.sort })).toEqual({ ...search, view: "v" });
  });
  it("keeps what is overdue as of the day on which it is looked at", () => {
    const filter = invoiceFilter({ due: "1" });
    expect(filter).toEqual({ state: "issued", "due_on.lt": "@today" });
    expect(resolved(filter, "me", new Date("2026-12-15T12:00:00Z"))).toEqual({ state: "issued", "due_on.lt": "2026-12-15" });
    expect(viewSearch({ id: "v", filter, sort: null })).toEqual({ view: "v", due: "1" });
    expect(unshownIn({ "due_on.lt": "2026-01-01", state: "issued" })).toEqual(["due_on.lt"]);
  });
});
