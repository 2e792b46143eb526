import { describe, expect, it } from "vitest";

import type { CustomField } from "@/api/types";
import { sectionOf, STANDARD } from "@/pages/contact/layout";

import { partsOf, PREFIX } from "./fields";

const field = (key: string, type: CustomField["type"] = "text") => ({ key, type, title: key }) as CustomField;
const byName = new Map(["talla", "apodo"].map((key) => [PREFIX + key, field(key)] as const));
byName.set("custom.finca", field("finca", "heading"));

const shown = (names: readonly string[]) => partsOf(names, sectionOf, byName).map((part) => [part.heading?.key ?? part.section, part.names]);

describe("the parts of a form", () => {
  it("are the sections of the built-in fields in their standard order", () => {
    expect(shown(STANDARD).map(([section]) => section)).toEqual(["general", "channels", "address", "classification", "account", "access"]);
  });
  it("keep an added field between two of one section in it, and put any other apart", () => {
    expect(shown(["owner_id", "custom.talla", "priority", "custom.apodo", "manager_ids"])).toEqual([
      ["account", ["owner_id", "custom.talla", "priority"]],
      ["others", ["custom.apodo"]],
      ["access", ["manager_ids"]],
    ]);
  });
  it("put all that follows a heading under it, whatever its section", () => {
    expect(shown(["name", "custom.finca", "priority", "custom.talla", "tags"])).toEqual([
      ["general", ["name"]],
      ["finca", ["priority", "custom.talla", "tags"]],
    ]);
  });
  it("leave out a heading without fields and a name that nobody knows", () => {
    expect(shown(["name", "custom.gone", "custom.finca"])).toEqual([["general", ["name"]]]);
  });
});
