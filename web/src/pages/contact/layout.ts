/** The built-in fields of a contact in their standard order, and the part of the form they are in. */
export const SECTIONS: Readonly<Record<string, "general" | "channels" | "address" | "access">> = {
  first_name: "general",
  last_name: "general",
  name: "general",
  class: "general",
  company_id: "general",
  position: "general",
  area: "general",
  tax_id: "general",
  phones: "channels",
  emails: "channels",
  website: "channels",
  addresses: "address",
  account_status: "general",
  manager_ids: "access",
  visibility: "access",
  tags: "access",
  description: "access",
};
export const STANDARD: readonly string[] = Object.keys(SECTIONS);
