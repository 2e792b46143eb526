import { describe, expect, it } from "vitest";

import { asFilter, contactQuery, ME, unshown, viewSearch } from "@/pages/contact/listing";
import type { Column } from "@/ui/RecordTable";

import { arranged, moved, sameColumns, shownColumns, standardOf, toggled, widened } from "./columns";
import { differs } from "./use";

const column = (id: string, more: Partial<Column<object>> = {}): Column<object> => ({ id, header: id, track: "1fr", cell: () => null, ...more });
const ALL = [column("name", { always: true }), column("email"), column("tags", { extra: true }), column("restore", { always: true, screenOnly: true })];

describe("the columns of a list (S4)", () => {
  it("shows the standard ones to whoever chose nothing", () => {
    expect(standardOf(ALL)).toEqual([{ name: "name" }, { name: "email" }]);
  });
  it("shows those chosen in their order and widths, and always those that it needs", () => {
    const shown = shownColumns(ALL, [{ name: "tags", width: 120 }, { name: "gone" }, { name: "email" }]);
    expect(shown.map((one) => one.id)).toEqual(["name", "tags", "email", "restore"]);
    expect(shown[1]?.track).toBe("120px");
  });
  it("moves, hides, shows and sizes", () => {
    const chosen = [{ name: "name" }, { name: "email", width: 90 }];
    expect(moved(chosen, "email", -1).map((one) => one.name)).toEqual(["email", "name"]);
    expect(moved(chosen, "email", 1)).toEqual(chosen);
    expect(toggled(chosen, "email", ["name", "email"])).toEqual([{ name: "name" }]);
    expect(toggled(chosen, "tags", ["name", "tags", "email"]).map((one) => one.name)).toEqual(["name", "tags", "email"]);
    expect(arranged(["name", "hidden", "email"], moved(chosen, "email", -1))).toEqual(["email", "hidden", "name"]);
    expect(widened(chosen, "email", null)).toEqual([{ name: "name" }, { name: "email" }]);
    expect(sameColumns(chosen, [{ name: "name", width: null }, { name: "email", width: 90 }])).toBe(true);
    expect(sameColumns(chosen, widened(chosen, "name", 50))).toBe(false);
  });
});

describe("a view and the address", () => {
  const search = { q: "peña", class: "client", mine: "1", tag: "vip", supplier: "1", custom: "talla=grande&edad.gte=18", sort: "-name" } as const;

  it("says in the API's words what the address says, and fills the address again", () => {
    const filter = asFilter(contactQuery(search, ME));
    expect(filter).toEqual({
      q: "peña",
      class: "client",
      manager_ids: "@me",
      tags: "vip",
      is_supplier: "true",
      "custom.talla": "grande",
      "custom.edad.gte": "18",
    });
    expect(viewSearch({ id: "v", filter, sort: search.sort })).toEqual({ ...search, view: "v" });
    expect(unshown({ filter })).toEqual([]);
  });
  it("names the filters that this screen has not", () => {
    expect(unshown({ filter: { "created_at.gte": "2026-01-01T00:00:00Z", manager_ids: "somebody", q: "a" } })).toEqual(["created_at.gte", "manager_ids"]);
  });
  it("knows whether somebody asks for something else", () => {
    const view = { filter: { class: "client" }, sort: null };
    expect(differs({ filter: { class: "client" }, sort: undefined }, view)).toBe(false);
    expect(differs({ filter: { class: "client", q: "a" }, sort: undefined }, view)).toBe(true);
    expect(differs({ filter: { class: "client" }, sort: "name" }, view)).toBe(true);
  });
});
