import { describe, expect, it } from "vitest";

import en from "./en.json";
import es from "./es.json";
import hidden from "./hidden.json";
import { plain, shownMembers, wordsOf } from "./words";

describe("the audit's words", () => {
  it("are there in both languages, none empty, none for a member that is not shown", () => {
    for (const part of ["members", "types"] as const) {
      expect(Object.keys(en[part]).sort()).toEqual(Object.keys(es[part]).sort());
      expect([...Object.values(es[part]), ...Object.values(en[part])].filter((text) => !text.trim())).toEqual([]);
    }
    expect(hidden.filter((name) => name in es.members)).toEqual([]);
  });

  it("are the record's own where one name means two things", () => {
    const words = wordsOf(es);
    expect(words.member("contact", "position")).toBe("Cargo");
    expect(words.member("case_type", "position")).toBe("Orden");
    expect(words.type("case_record")).toBe("Caso");
  });

  it("fall back to something that reads", () => {
    expect(["sent_by_id", "member_ids", "id", "paid_on"].map(plain)).toEqual(["Sent by", "Member", "Id", "Paid on"]);
    expect(wordsOf(es).member("contact", "constructor")).toBe("Constructor");
    expect(wordsOf(undefined).type("sales_goal")).toBe("Sales goal");
  });

  it("leave out what only the product reads", () => {
    expect(shownMembers("profile", ["name", "name_key", "key", "name"])).toEqual(["name", "key"]);
    expect(shownMembers("message", ["key", "body"])).toEqual(["body"]);
  });
});
