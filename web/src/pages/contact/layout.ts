/** The built-in fields of a contact in their standard order: the part of the form that each is in, and what it is called. */
export const FIELDS = {
  first_name: { section: "general", label: "contact.firstName" },
  last_name: { section: "general", label: "contact.lastName" },
  name: { section: "general", label: "contact.companyName" },
  class: { section: "general", label: "contact.class" },
  company_id: { section: "general", label: "contact.company" },
  main_contact_id: { section: "general", label: "contact.mainContact" },
  position: { section: "general", label: "contact.position" },
  area: { section: "general", label: "contact.area" },
  tax_id: { section: "general", label: "contact.taxId" },
  phones: { section: "channels", label: "contact.phones" },
  emails: { section: "channels", label: "contact.emails" },
  website: { section: "channels", label: "contact.website" },
  addresses: { section: "address", label: "contact.address" },
  type_id: { section: "classification", label: "contact.type" },
  temperature_id: { section: "classification", label: "contact.temperature" },
  source_id: { section: "classification", label: "contact.source" },
  referred_by_id: { section: "classification", label: "contact.referredBy" },
  role_ids: { section: "classification", label: "contact.roles" },
  tags: { section: "classification", label: "contact.tags" },
  client_number: { section: "account", label: "contact.clientNumber" },
  owner_id: { section: "account", label: "contact.seller" },
  account_status: { section: "account", label: "contact.accountStatus" },
  priority: { section: "account", label: "contact.priority" },
  economic_activity: { section: "account", label: "contact.economicActivity" },
  currency: { section: "account", label: "contact.currency" },
  price_list: { section: "account", label: "contact.priceList" },
  credit_days: { section: "account", label: "contact.payment" },
  ledger_account: { section: "account", label: "contact.ledgerAccount" },
  tax_exempt: { section: "account", label: "contact.taxExempt" },
  is_supplier: { section: "account", label: "contact.isSupplier" },
  manager_ids: { section: "access", label: "contact.managers" },
  visibility: { section: "access", label: "contact.privacy" },
  description: { section: "access", label: "contact.description" },
} as const;

type Fields = typeof FIELDS;
export type FieldName = keyof Fields;
type Section = Fields[FieldName]["section"];
type Of<S extends Section> = { [N in FieldName]: Fields[N]["section"] extends S ? N : never }[FieldName];
export type AccountName = Of<"account">;

export const STANDARD: readonly string[] = Object.keys(FIELDS);

export const isBuiltIn = (name: string): name is FieldName => Object.hasOwn(FIELDS, name);
export const sectionOf = (name: string): Section | null => (isBuiltIn(name) ? FIELDS[name].section : null);
export const isOfAccount = (name: string): name is AccountName => sectionOf(name) === "account";

/** Members that the screens show within another's field. */
const WITHIN: Readonly<Record<string, FieldName>> = {
  street: "addresses",
  city: "addresses",
  region: "addresses",
  country: "addresses",
  credit_limit: "credit_days",
  credit_currency: "credit_days",
};
/** The field, as layouts name it, that shows a member of the form. */
export const fieldOf = (member: string): string => WITHIN[member] ?? member;
