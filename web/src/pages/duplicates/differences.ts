import type { Contact } from "@/api/types";

/** What can be chosen in a merge, as the API names it, in the order of a contact's page. */
export const CHOSEN = [
  "name", "class", "company_id", "main_contact_id", "position", "area", "tax_id", "website", "description",
  "type_id", "source_id", "temperature_id", "account_status", "priority", "economic_activity", "currency",
  "price_list", "ledger_account", "credit_days", "credit_limit", "tax_exempt", "is_supplier",
] as const;
export type Chosen = (typeof CHOSEN)[number];

const isEmpty = (value: unknown): boolean => value == null || value === "" || value === false;

/** A value as two contacts are compared by it: what has parts is compared by them. */
const plain = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** The members of which the contacts say different things, so that somebody has to choose. */
export function differences(contacts: readonly Contact[]): Chosen[] {
  return CHOSEN.filter((name) => {
    const said = contacts.map((one) => one[name]).filter((value) => !isEmpty(value));
    return new Set(said.map(plain)).size > 1;
  });
}

/** Whose value holds unless another is chosen: the survivor's, else the first that there is. */
export function preset(name: Chosen, survivor: Contact, others: readonly Contact[]): string {
  if (name === "class") {
    const order = ["prospect", "interested", "client"];
    const all = [survivor, ...others];
    return all.reduce((best, one) => (order.indexOf(one.class) > order.indexOf(best.class) ? one : best)).id;
  }
  return [survivor, ...others].find((one) => !isEmpty(one[name]))?.id ?? survivor.id;
}

/** The own fields of which the contacts say different things, by key. */
export function ownDifferences(contacts: readonly Contact[], keys: readonly string[]): string[] {
  return keys.filter((key) => {
    const said = contacts.map((one) => (one.custom as Record<string, unknown>)[key]).filter((value) => !isEmpty(value));
    return new Set(said.map(plain)).size > 1;
  });
}
