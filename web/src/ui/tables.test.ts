import { describe, expect, it } from "vitest";

import { changeOf, slicesOf } from "@/pages/dashboard";
import { branches, subtree } from "@/pages/admin/tree";
import { callQuery } from "@/pages/Calls";
import { toggled } from "@/pages/admin/Profiles";
import type { Role } from "@/api/types";

import { nextSort, pagesFor } from "./RecordTable";

describe("a list", () => {
  it("asks for the pages in sight only", () => {
    expect(pagesFor(0, 20, 50)).toEqual([0]);
    expect(pagesFor(8990, 9012, 50)).toEqual([179, 180]);
  });

  it("turns its order round with each click, the latest first where that is wanted", () => {
    expect(nextSort("", "name")).toBe("name");
    expect(nextSort("name", "name")).toBe("-name");
    expect(nextSort("name", "updated_at", true)).toBe("-updated_at");
    expect(nextSort("-updated_at", "updated_at", true)).toBe("updated_at");
  });
});

describe("the log of calls", () => {
  it("turns a range of days into moments, the last day included (T-25)", () => {
    const query = callQuery({ period: "range", from: "2026-03-01", to: "2026-03-02" }, new Date());
    const hours = (Date.parse(query["started_at.lt"] ?? "") - Date.parse(query["started_at.gte"] ?? "")) / 3_600_000;
    expect(hours).toBe(48);
    expect(callQuery({}, new Date())["started_at.gte"]).toBeUndefined();
  });
});

const role = (id: string, name: string, parent_id: string | null = null) => ({ id, name, parent_id }) as Role;

describe("the role tree", () => {
  const roles = [role("3", "Ventas", "2"), role("1", "Dirección"), role("2", "Supervisión", "1"), role("4", "Huérfano", "gone")];

  it("lies flat, each below its superior; one without goes to the top", () => {
    expect(branches(roles).map(({ role: one, depth }) => [one.name, depth])).toEqual([
      ["Dirección", 0],
      ["Supervisión", 1],
      ["Ventas", 2],
      ["Huérfano", 0],
    ]);
  });

  it("knows who cannot become a superior", () => {
    expect(subtree(roles, "2")).toEqual(new Set(["2", "3"]));
  });
});

describe("the permission matrix", () => {
  it("gives sight with the first right and takes all with it", () => {
    expect(toggled([], "contacts.edit", true).sort()).toEqual(["contacts.edit", "contacts.view"]);
    expect(toggled(["contacts.edit", "contacts.view", "sales.view"], "contacts.view", false)).toEqual(["sales.view"]);
  });
});

describe("the dashboard", () => {
  it("compares only with something", () => {
    expect(changeOf(6, 4)).toBe(0.5);
    expect(changeOf(6, 0)).toBeNull();
  });

  it("puts thin slices together", () => {
    const counts = { a: 9, b: 8, c: 7, d: 1, e: 1, none: 0 };
    expect(slicesOf(counts, "others", 4)).toEqual([
      { name: "a", value: 9 },
      { name: "b", value: 8 },
      { name: "c", value: 7 },
      { name: "others", value: 2 },
    ]);
  });
});
