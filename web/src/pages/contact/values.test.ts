import { describe, expect, it } from "vitest";

import { fieldErrors, ApiProblem } from "@/api/problems";

import { blank, bodyOf, emailLine, formField, phoneLine } from "./values";

describe("the contact form", () => {
  it("sends only the lines that say something", () => {
    const values = { ...blank("person"), phones: [phoneLine(""), phoneLine(" 300 123 4567 ")], emails: [emailLine("")] };
    const { body } = bodyOf(values);
    expect(body.phones).toEqual([{ number: "300 123 4567", label: "mobile", primary: false }]);
    expect(body.emails).toEqual([]);
  });

  it("puts an error of the server at the line that it speaks of", () => {
    const values = { ...blank("person"), phones: [phoneLine(""), phoneLine("1"), phoneLine(""), phoneLine("2")] };
    const { at } = bodyOf(values);
    expect(formField("phones.1.number", at)).toBe("phones.3.number");
    expect(formField("phones.0", at)).toBe("phones.1.number");
    expect(formField("addresses.0.city", at)).toBe("city");
    expect(formField("tax_id", at)).toBe("tax_id");
  });

  it("sends what belongs to the kind, which is fixed at creation (C-01)", () => {
    const company = bodyOf({ ...blank("company"), name: " Café Altura " }).body;
    expect(company).toMatchObject({ kind: "company", name: "Café Altura" });
    expect(company).not.toHaveProperty("first_name");
    expect(company).not.toHaveProperty("company_id");
  });

  it("states credit only to whom it is given, and who sells (B-37, C-34)", () => {
    const cash = bodyOf({ ...blank("company", "", ["me"]), credit_limit: 5 }).body;
    expect(cash).toMatchObject({ credit_days: null, credit_limit: null, owner_id: "me" });
    const credit = bodyOf({ ...blank("company"), credit_days: 45, credit_limit: 25_000_000, credit_currency: "COP" }).body;
    expect(credit).toMatchObject({ credit_days: 45, credit_limit: { amount: "25000000", currency: "COP" } });
    expect(credit).not.toHaveProperty("owner_id");
    expect(formField("credit_limit.amount", { phones: [], emails: [] })).toBe("credit_limit");
  });

  it("keeps the addresses that it does not show", () => {
    const before = { addresses: [{ label: "work", street: "Calle 1", postal_code: "110111" }, { label: "home", street: "Calle 2" }] };
    const { body } = bodyOf({ ...blank("person"), street: "Carrera 7" }, before as never);
    expect(body.addresses).toEqual([
      { label: "work", street: "Carrera 7", postal_code: "110111" },
      { label: "home", street: "Calle 2" },
    ]);
    expect(body).not.toHaveProperty("kind");
  });
});

describe("a refusal", () => {
  it("loses no message: what has no field is told apart", () => {
    const problem = new ApiProblem(422, {
      code: "invalid_fields",
      errors: [
        { field: "/phones/0/number", code: "x", message: "no es válido" },
        { field: "owner_id", code: "x", message: "no existe" },
      ],
    });
    const { errors, rest } = fieldErrors(problem, (field) => field.startsWith("phones"));
    expect(errors).toEqual({ "phones.0.number": "no es válido" });
    expect(rest).toEqual(["owner_id: no existe"]);
  });
});
