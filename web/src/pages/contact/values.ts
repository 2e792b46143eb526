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
  type_id: string | null;
  source_id: string | null;
  referred_by_id: string | null;
  main_contact_id: string | null;
  role_ids: string[];
  temperature_id: string | null;
  owner_id: string | null;
  account_status: Contact["account_status"];
  priority: Contact["priority"];
  economic_activity: string;
  price_list: string;
  tax_exempt: boolean;
  ledger_account: string;
  is_supplier: boolean;
  currency: string | null;
  /** Null: paid at once. */
  credit_days: number | string | null;
  credit_limit: number | string;
  credit_currency: string;
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
    type_id: null,
    source_id: null,
    referred_by_id: null,
    main_contact_id: null,
    role_ids: [],
    temperature_id: null,
    owner_id: managers[0] ?? null,
    account_status: "active",
    priority: "normal",
    economic_activity: "",
    price_list: "",
    tax_exempt: false,
    ledger_account: "",
    is_supplier: false,
    currency: null,
    credit_days: null,
    credit_limit: "",
    credit_currency: "COP",
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
    type_id: contact.type_id ?? null,
    source_id: contact.source_id ?? null,
    referred_by_id: contact.referred_by_id ?? null,
    main_contact_id: contact.main_contact_id ?? null,
    role_ids: contact.role_ids,
    temperature_id: contact.temperature_id ?? null,
    owner_id: contact.owner_id ?? null,
    account_status: contact.account_status,
    priority: contact.priority,
    economic_activity: contact.economic_activity ?? "",
    price_list: contact.price_list ?? "",
    tax_exempt: contact.tax_exempt,
    ledger_account: contact.ledger_account ?? "",
    is_supplier: contact.is_supplier,
    currency: contact.currency ?? null,
    credit_days: contact.credit_days ?? null,
    credit_limit: contact.credit_limit ? Number(contact.credit_limit.amount) : "",
    credit_currency: contact.credit_limit?.currency ?? contact.currency ?? "COP",
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

/** What the contact is and the terms of its account, as the server takes them. */
function accountOf(values: ContactValues): Partial<ContactWrite> {
  const days = values.credit_days;
  const onCredit = days !== null && days !== "";
  return {
    type_id: values.type_id,
    source_id: values.source_id,
    referred_by_id: values.referred_by_id,
    role_ids: values.role_ids,
    temperature_id: values.temperature_id,
    account_status: values.account_status,
    priority: values.priority,
    economic_activity: orNull(values.economic_activity),
    price_list: orNull(values.price_list),
    tax_exempt: values.tax_exempt,
    ledger_account: orNull(values.ledger_account),
    is_supplier: values.is_supplier,
    currency: values.currency,
    credit_days: onCredit ? Number(days) : null,
    credit_limit: onCredit && values.credit_limit !== "" ? { amount: String(values.credit_limit), currency: values.credit_currency } : null,
  };
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
      : { name: values.name.trim(), main_contact_id: values.main_contact_id };
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
    ...accountOf(values),
    ...(values.owner_id || before ? { owner_id: values.owner_id } : {}),
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
  if (field.startsWith("credit_limit")) return "credit_limit";
  const address = /^addresses\.\d+\.(\w+)$/.exec(field);
  return address?.[1] ?? field;
}
