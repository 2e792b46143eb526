import { IconBuilding, IconCalendarPlus, IconClipboardPlus, IconFileInvoice, IconTargetArrow, IconUserPlus, IconUserSearch } from "@tabler/icons-react";
import type { ComponentType } from "react";

/** What somebody can begin from anywhere: the menu "Crear nuevo…" and the palette list these (G-21). */
export interface Creatable {
  id: "person" | "company" | "lead" | "activity" | "opportunity" | "case" | "invoice";
  to: "/contacts/new" | "/leads/new" | "/activities" | "/opportunities/new" | "/cases/new" | "/invoices/new";
  search?: { kind: "person" | "company" } | { new: "task" };
  icon: ComponentType<{ size?: number; stroke?: number }>;
  permission: string;
}

const CREATABLE: readonly Creatable[] = [
  { id: "person", to: "/contacts/new", search: { kind: "person" }, icon: IconUserPlus, permission: "contacts.create" },
  { id: "company", to: "/contacts/new", search: { kind: "company" }, icon: IconBuilding, permission: "contacts.create" },
  { id: "lead", to: "/leads/new", icon: IconUserSearch, permission: "contacts.create" },
  { id: "activity", to: "/activities", search: { new: "task" }, icon: IconCalendarPlus, permission: "contacts.create" },
  { id: "opportunity", to: "/opportunities/new", icon: IconTargetArrow, permission: "sales.create" },
  { id: "case", to: "/cases/new", icon: IconClipboardPlus, permission: "cases.create" },
  { id: "invoice", to: "/invoices/new", icon: IconFileInvoice, permission: "billing.create" },
];

export const creatable = (may: (permission: string) => boolean): Creatable[] =>
  CREATABLE.filter((one) => may(one.permission));
