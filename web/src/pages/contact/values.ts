import type { Address, Contact, ContactWrite, CustomValues, Email, Phone } from "@/api/types";

/** One line of a list in the form; `key` keeps React's rows apart. */
export interface PhoneLine {
  key: string;
  number: string;
  label: Phone["label"];
  primary: boolean;
}
export interface EmailLine {
  key: string;
  address: string;
  label: Email["label"];
  primary: boolean;
}

export interface ContactValues {
  kind: Contact["kind"];
  first_name: string;
  last_name: string;
  name: string;
  class: Contact["class"];
  phones: PhoneLine[];
  emails: EmailLine[];
  company_id: string | null;
  area: string;
  position: string;
  tax_id: string;
  website: string;
  street: string;
  city: string;
  region: string;
  country: string;
  manager_ids: string[];
  visibility: Contact["visibility"];
  tags: string[];
  description: string;
  custom: CustomValues;
}

let lines = 0;
export const phoneLine = (number = "", label: Phone["label"] = "mobile", primary = false): PhoneLine => ({
  key: `phone-${++lines}`,
  number,
  label,
  primary,
});
export const emailLine = (address = "", label: Email["label"] = "work", primary = false): EmailLine => ({
  key: `email-${++lines}`,
  address,
  label,
  primary,
});

export function blank(kind: Contact["kind"], phone = "", managers: string[] = []): ContactValues {
  return {
    kind,
    first_name: "",
    last_name: "",
    name: "",
    class: "prospect",
    phones: [phoneLine(phone, kind === "company" ? "work" : "mobile", true)],
    emails: [emailLine("", "work", true)],
    company_id: null,
    area: "",
    position: "",
    tax_id: "",
    website: "",
    street: "",
    city: "",
    region: "",
    country: "",
    manager_ids: managers,
    visibility: "private",
    tags: [],
    description: "",
    custom: {},
  };
}

export function valuesOf(contact: Contact): ContactValues {
  const address = contact.addresses?.[0];
  return {
    kind: contact.kind,
    first_name: contact.first_name ?? "",
    last_name: contact.last_name ?? "",
    name: contact.kind === "company" ? contact.name : "",
    class: contact.class,
    phones: contact.phones.length
      ? contact.phones.map((one) => phoneLine(one.number, one.label, !!one.primary))
      : [phoneLine("", "mobile", true)],
    emails: contact.emails.length
      ? contact.emails.map((one) => emailLine(one.address, one.label, !!one.primary))
      : [emailLine("", "work", true)],
    company_id: contact.company_id ?? null,
    area: contact.area ?? "",
    position: contact.position ?? "",
    tax_id: contact.tax_id ?? "",
    website: contact.website ?? "",
    street: address?.street ?? "",
    city: address?.city ?? "",
    region: address?.region ?? "",
    country: address?.country ?? "",
    manager_ids: contact.manager_ids,
    visibility: contact.visibility,
    tags: contact.tags ?? [],
    description: contact.description ?? "",
    custom: contact.custom,
  };
}

const orNull = (text: string): string | null => text.trim() || null;

/** The first address as the form has it, before the others, which the form does not show. */
function addressesOf(values: ContactValues, others: readonly Address[]): Address[] {
  const written = {
    street: orNull(values.street),
    city: orNull(values.city),
    region: orNull(values.region),
    country: orNull(values.country),
  };
  const [first, ...rest] = others;
  if (!Object.values(written).some(Boolean)) return rest;
  const merged = { label: first?.label ?? "work", postal_code: first?.postal_code, ...written };
  const given = Object.entries(merged).filter(([, value]) => value != null);
  return [Object.fromEntries(given) as Address, ...rest];
}

/**
 * The request's body. Blank lines are not sent, so `at` tells which line of the form the n-th sent
 * one is: an error of the server must stand at the line that it speaks of.
 */
export function bodyOf(values: ContactValues, before?: Contact) {
  const phones = values.phones.map((one, index) => ({ one, index })).filter(({ one }) => one.number.trim());
  const emails = values.emails.map((one, index) => ({ one, index })).filter(({ one }) => one.address.trim());
  const named: Partial<ContactWrite> =
    values.kind === "person"
      ? {
          first_name: orNull(values.first_name),
          last_name: orNull(values.last_name),
          company_id: values.company_id,
          area: orNull(values.area),
          position: orNull(values.position),
        }
      : { name: values.name.trim() };
  const body: Partial<ContactWrite> = {
    ...(before ? {} : { kind: values.kind }),
    ...named,
    class: values.class,
    phones: phones.map(({ one }) => ({ number: one.number.trim(), label: one.label, primary: one.primary })),
    emails: emails.map(({ one }) => ({ address: one.address.trim(), label: one.label, primary: one.primary })),
    addresses: addressesOf(values, before?.addresses ?? []),
    tax_id: orNull(values.tax_id),
    website: orNull(values.website),
    visibility: values.visibility,
    description: orNull(values.description),
    tags: values.tags,
    ...(values.manager_ids.length || before ? { manager_ids: values.manager_ids } : {}),
  };
  const at = { phones: phones.map(({ index }) => index), emails: emails.map(({ index }) => index) };
  return { body, at };
}

/** The form's field for the server's. */
export function formField(field: string, at: { phones: number[]; emails: number[] }): string {
  const line = /^(phones|emails)\.(\d+)(?:\.(\w+))?$/.exec(field);
  if (line) {
    const [, list, sent, member] = line;
    const index = at[list as "phones" | "emails"][Number(sent)] ?? Number(sent);
    return `${list}.${index}.${member ?? (list === "phones" ? "number" : "address")}`;
  }
  if (field === "phones") return "phones.0.number";
  if (field === "emails") return "emails.0.address";
  const address = /^addresses\.\d+\.(\w+)$/.exec(field);
  return address?.[1] ?? field;
}
