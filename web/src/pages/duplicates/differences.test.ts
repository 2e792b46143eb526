import { describe, expect, it } from "vitest";

import type { Contact } from "@/api/types";

import { differences, ownDifferences, preset } from "./differences";

const contact = (id: string, more: Partial<Contact>): Contact =>
  ({ id, name: "Ana Ruiz", class: "prospect", custom: {}, tax_exempt: false, ...more }) as Contact;

describe("what two contacts say differently (C-46)", () => {
  it("asks only where both say something", () => {
    const one = contact("1", { website: "a.co", position: "Jefa" });
    const two = contact("2", { website: "b.co", tax_id: "7" });
    expect(differences([one, two])).toEqual(["website"]);
  });

  it("compares what has parts by its parts", () => {
    const limit = { amount: "5", currency: "COP" };
    expect(differences([contact("1", { credit_limit: limit }), contact("2", { credit_limit: { ...limit } })])).toEqual([]);
  });

  it("presets the survivor's value, else the first that there is, and the class that got furthest", () => {
    const one = contact("1", {});
    const two = contact("2", { website: "b.co", class: "client" });
    expect(preset("website", one, [two])).toBe("2");
    expect(preset("name", one, [two])).toBe("1");
    expect(preset("class", one, [two])).toBe("2");
  });

  it("finds the own fields that differ", () => {
    const one = contact("1", { custom: { size: "L", colour: "red" } });
    const two = contact("2", { custom: { size: "M" } });
    expect(ownDifferences([one, two], ["size", "colour"])).toEqual(["size"]);
  });
});
