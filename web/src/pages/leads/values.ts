import type { Lead, LeadWrite, Progress } from "@/api/leads";
import type { Address, CustomValues } from "@/api/types";
import { type EmailLine, emailLine, type PhoneLine, phoneLine } from "@/pages/contact/values";

export interface LeadValues {
  first_name: string;
  last_name: string;
  company_name: string;
  position: string;
  phones: PhoneLine[];
  emails: EmailLine[];
  website: string;
  street: string;
  city: string;
  region: string;
  country: string;
  tax_id: string;
  progress: Progress;
  temperature_id: string | null;
  source_id: string | null;
  tags: string[];
  owner_id: string | null;
  manager_ids: string[];
  visibility: Lead["visibility"];
  description: string;
  custom: CustomValues;
}

/** The built-in fields of a lead in their standard order, and the part of the form that each is in. */
export const FIELDS = {
  first_name: { section: "general", label: "contact.firstName" },
  last_name: { section: "general", label: "contact.lastName" },
  company_name: { section: "general", label: "lead.company" },
  position: { section: "general", label: "contact.position" },
  phones: { section: "channels", label: "contact.phones" },
  emails: { section: "channels", label: "contact.emails" },
  website: { section: "channels", label: "contact.website" },
  addresses: { section: "address", label: "contact.address" },
  tax_id: { section: "classification", label: "contact.taxId" },
  progress: { section: "classification", label: "lead.progress" },
  temperature_id: { section: "classification", label: "contact.temperature" },
  source_id: { section: "classification", label: "contact.source" },
  tags: { section: "classification", label: "contact.tags" },
  owner_id: { section: "access", label: "lead.owner" },
  manager_ids: { section: "access", label: "contact.managers" },
  visibility: { section: "access", label: "contact.privacy" },
  description: { section: "access", label: "contact.description" },
} as const;
export type LeadField = keyof typeof FIELDS;
export const STANDARD: readonly string[] = Object.keys(FIELDS);
export const isLeadField = (name: string): name is LeadField => Object.hasOwn(FIELDS, name);
export const sectionOf = (name: string): string | null => (isLeadField(name) ? FIELDS[name].section : null);

export function blankLead(me: string): LeadValues {
  return {
    first_name: "",
    last_name: "",
    company_name: "",
    position: "",
    phones: [phoneLine("", "mobile", true)],
    emails: [emailLine("", "work", true)],
    website: "",
    street: "",
    city: "",
    region: "",
    country: "",
    tax_id: "",
    progress: "new",
    temperature_id: null,
    source_id: null,
    tags: [],
    owner_id: me,
    manager_ids: [me],
    visibility: "private",
    description: "",
    custom: {},
  };
}

export function leadValues(lead: Lead): LeadValues {
  const address = lead.addresses[0];
  return {
    first_name: lead.first_name ?? "",
    last_name: lead.last_name ?? "",
    company_name: lead.company_name ?? "",
    position: lead.position ?? "",
    phones: lead.phones.length ? lead.phones.map((one) => phoneLine(one.number, one.label, !!one.primary)) : [phoneLine("", "mobile", true)],
    emails: lead.emails.length ? lead.emails.map((one) => emailLine(one.address, one.label, !!one.primary)) : [emailLine("", "work", true)],
    website: lead.website ?? "",
    street: address?.street ?? "",
    city: address?.city ?? "",
    region: address?.region ?? "",
    country: address?.country ?? "",
    tax_id: lead.tax_id ?? "",
    progress: lead.progress,
    temperature_id: lead.temperature_id ?? null,
    source_id: lead.source_id ?? null,
    tags: lead.tags,
    owner_id: lead.owner_id ?? null,
    manager_ids: lead.manager_ids,
    visibility: lead.visibility,
    description: lead.description ?? "",
    custom: lead.custom,
  };
}

const orNull = (text: string): string | null => text.trim() || null;

function addressesOf(values: LeadValues, others: readonly Address[]): Address[] {
  const written = { street: orNull(values.street), city: orNull(values.city), region: orNull(values.region), country: orNull(values.country) };
  const [first, ...rest] = others;
  if (!Object.values(written).some(Boolean)) return rest;
  const merged = { label: first?.label ?? "work", postal_code: first?.postal_code, ...written };
  return [Object.fromEntries(Object.entries(merged).filter(([, value]) => value != null)) as Address, ...rest];
}

/** The request's body; `at` tells which line of the form the n-th sent phone or address is. */
export function leadBody(values: LeadValues, before?: Lead) {
  const phones = values.phones.map((one, index) => ({ one, index })).filter(({ one }) => one.number.trim());
  const emails = values.emails.map((one, index) => ({ one, index })).filter(({ one }) => one.address.trim());
  const body: Partial<LeadWrite> = {
    first_name: orNull(values.first_name),
    last_name: orNull(values.last_name),
    company_name: orNull(values.company_name),
    position: orNull(values.position),
    phones: phones.map(({ one }) => ({ number: one.number.trim(), label: one.label, primary: one.primary })),
    emails: emails.map(({ one }) => ({ address: one.address.trim(), label: one.label, primary: one.primary })),
    addresses: addressesOf(values, before?.addresses ?? []),
    website: orNull(values.website),
    tax_id: orNull(values.tax_id),
    progress: values.progress,
    temperature_id: values.temperature_id,
    source_id: values.source_id,
    tags: values.tags,
    visibility: values.visibility,
    description: orNull(values.description),
    ...(values.owner_id || before ? { owner_id: values.owner_id } : {}),
    ...(values.manager_ids.length || before ? { manager_ids: values.manager_ids } : {}),
  };
  return { body, at: { phones: phones.map(({ index }) => index), emails: emails.map(({ index }) => index) } };
}
