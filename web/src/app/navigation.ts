import {
  IconAddressBook,
  IconAlarm,
  IconBell,
  IconCoin,
  IconClipboardList,
  IconClipboardText,
  IconBox,
  IconBrowserCheck,
  IconCalendarCheck,
  IconCopyCheck,
  IconFileExport,
  IconFileImport,
  IconFileInvoice,
  IconForms,
  IconHeadset,
  IconHistory,
  IconHeartHandshake,
  IconLayoutDashboard,
  IconListCheck,
  IconListDetails,
  IconMailbox,
  IconPhoneCall,
  IconPlayerPause,
  IconReceipt2,
  IconSettings,
  IconShieldLock,
  IconSitemap,
  IconStairsUp,
  IconTags,
  IconTargetArrow,
  IconUserCog,
  IconUserSearch,
  IconThumbDown,
  IconUsers,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

import { ENTITIES, MODULES } from "@/api/lists";

/** A permission that no profile can be given: administrators hold every one. */
const ADMINISTRATORS_ONLY = "administrator";

/** One row of the menu. `permission` decides who sees it, any of several; null: everybody. */
export interface Place {
  id:
    | "dashboard"
    | "contacts"
    | "leads"
    | "opportunities"
    | "sales"
    | "activities"
    | "calls"
    | "cases"
    | "invoices"
    | "products"
    | "notifications"
    | "reminders"
    | "templates"
    | "mailbox"
    | "users"
    | "roles"
    | "profiles"
    | "numbers"
    | "dispositions"
    | "parkedEvents"
    | "audit"
    | "fields"
    | "stages"
    | "purchaseMotives"
    | "lossReasons"
    | "caseSettings"
    | "contactSettings"
    | "imports"
    | "duplicates"
    | "exports"
    | "bulkRuns"
    | "webForms"
    | "billing";
  to: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  permission: string | readonly string[] | null;
  group: "work" | "messages" | "administration";
}

const EXPORTING = ENTITIES.map((name) => `${MODULES[name]}.export`);

export const PLACES: readonly Place[] = [
  { id: "dashboard", to: "/", icon: IconLayoutDashboard, permission: "reporting.view", group: "work" },
  { id: "contacts", to: "/contacts", icon: IconAddressBook, permission: "contacts.view", group: "work" },
  { id: "leads", to: "/leads", icon: IconUserSearch, permission: "contacts.view", group: "work" },
  { id: "opportunities", to: "/opportunities", icon: IconTargetArrow, permission: "sales.view", group: "work" },
  { id: "sales", to: "/sales", icon: IconCoin, permission: "sales.view", group: "work" },
  { id: "activities", to: "/activities", icon: IconCalendarCheck, permission: "contacts.view", group: "work" },
  { id: "calls", to: "/calls", icon: IconPhoneCall, permission: "telephony.view", group: "work" },
  { id: "cases", to: "/cases", icon: IconClipboardList, permission: "cases.view", group: "work" },
  { id: "invoices", to: "/invoices", icon: IconFileInvoice, permission: "billing.view", group: "work" },
  { id: "products", to: "/products", icon: IconBox, permission: "billing.view", group: "work" },
  { id: "notifications", to: "/notifications", icon: IconBell, permission: null, group: "work" },
  { id: "reminders", to: "/reminders", icon: IconAlarm, permission: null, group: "work" },
  { id: "templates", to: "/templates", icon: IconForms, permission: "notifications.view", group: "messages" },
  { id: "mailbox", to: "/mailbox", icon: IconMailbox, permission: "notifications.configure", group: "messages" },
  { id: "users", to: "/admin/users", icon: IconUsers, permission: "gateway.edit", group: "administration" },
  { id: "roles", to: "/admin/roles", icon: IconSitemap, permission: "gateway.configure", group: "administration" },
  { id: "profiles", to: "/admin/profiles", icon: IconShieldLock, permission: "gateway.configure", group: "administration" },
  { id: "numbers", to: "/admin/numbers", icon: IconHeadset, permission: "telephony.configure", group: "administration" },
  { id: "dispositions", to: "/admin/dispositions", icon: IconTags, permission: "telephony.configure", group: "administration" },
  { id: "parkedEvents", to: "/admin/parked-events", icon: IconPlayerPause, permission: ADMINISTRATORS_ONLY, group: "administration" },
  { id: "audit", to: "/admin/audit", icon: IconHistory, permission: ADMINISTRATORS_ONLY, group: "administration" },
  { id: "fields", to: "/admin/fields", icon: IconListDetails, permission: "contacts.configure", group: "administration" },
  { id: "stages", to: "/admin/stages", icon: IconStairsUp, permission: "sales.configure", group: "administration" },
  { id: "purchaseMotives", to: "/admin/purchase-motives", icon: IconHeartHandshake, permission: "sales.configure", group: "administration" },
  { id: "lossReasons", to: "/admin/loss-reasons", icon: IconThumbDown, permission: "sales.configure", group: "administration" },
  { id: "contactSettings", to: "/admin/contacts", icon: IconUserCog, permission: "contacts.configure", group: "administration" },
  { id: "webForms", to: "/admin/forms", icon: IconBrowserCheck, permission: "contacts.configure", group: "administration" },
  { id: "imports", to: "/imports", icon: IconFileImport, permission: "contacts.import", group: "administration" },
  { id: "duplicates", to: "/contacts/duplicates", icon: IconCopyCheck, permission: "contacts.merge", group: "administration" },
  { id: "exports", to: "/exports", icon: IconFileExport, permission: EXPORTING, group: "administration" },
  { id: "bulkRuns", to: "/bulk-runs", icon: IconListCheck, permission: "contacts.bulk_edit", group: "administration" },
  { id: "caseSettings", to: "/admin/cases", icon: IconClipboardText, permission: "cases.configure", group: "administration" },
  { id: "billing", to: "/admin/billing", icon: IconReceipt2, permission: "billing.configure", group: "administration" },
];

export const ADMINISTRATION_ICON = IconSettings;

export const places = (may: (permission: string) => boolean): Place[] =>
  PLACES.filter((place) => place.permission === null || [place.permission].flat().some((one) => may(one)));
