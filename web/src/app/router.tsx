import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  stringifySearchWith,
} from "@tanstack/react-router";

import { sessionState } from "@/api/session";
import type { ContactTab } from "@/pages/admin/ContactSettings";
import type { FigureSearch } from "@/pages/dashboard/figures";
import { Failure, Lines } from "@/ui/states";

import { Absent } from "./Absent";
import { Shell } from "./Shell";

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** A sort by one of the organization's own fields; the server knows which there are. */
const ownSort = (value: unknown): string | undefined =>
  typeof value === "string" && /^-?custom\.[a-z][a-z0-9_]*$/.test(value) ? value : undefined;

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((one) => one === value);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const root = createRootRoute({ notFoundComponent: Absent });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  component: lazyRouteComponent(() => import("./Login"), "Login"),
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: text(search.next) }),
  beforeLoad: () => {
    if (sessionState().status === "in") throw redirect({ to: "/" });
  },
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  notFoundComponent: Absent,
  beforeLoad: ({ location }) => {
    if (sessionState().status === "out")
      throw redirect({ to: "/login", search: location.href === "/" ? {} : { next: location.href } });
  },
});

export interface ContactSearch {
  q?: string;
  kind?: "person" | "company";
  class?: "prospect" | "interested" | "client";
  mine?: "1";
  type?: string;
  source?: string;
  role?: string;
  temperature?: string;
  tag?: string;
  priority?: string;
  supplier?: "1";
  discarded?: "1";
  /** A saved view that fills the others, or `own`: none, whatever everybody begins with. */
  view?: string;
  /** Filters by the organization's own fields, as a query string: `talla=grande&edad.gte=18`. */
  custom?: string;
  sort?: string;
}

export interface LeadSearch {
  q?: string;
  state?: "converted" | "all";
  progress?: "new" | "contacted" | "qualified" | "unqualified";
  source?: string;
  temperature?: string;
  tag?: string;
  mine?: "1";
  discarded?: "1";
  custom?: string;
  sort?: string;
}

export interface ActivitySearch {
  view?: "list" | "calendar";
  whose?: "team" | "all";
  q?: string;
  act?: "call" | "meeting" | "task" | "visit";
  state?: "closed" | "all";
  flag?: "red" | "yellow" | "green";
  range?: "week" | "day";
  day?: string;
  sort?: string;
  /** A dialog that the address asks for: a new one of a kind, or the activity with this id. */
  new?: "call" | "meeting" | "task" | "visit";
  activity?: string;
}

export interface CallSearch {
  q?: string;
  direction?: "inbound" | "outbound";
  status?: "completed" | "missed" | "no_answer" | "busy" | "failed" | "canceled" | "in_progress" | "ringing";
  agent?: string;
  period?: "today" | "week" | "month" | "range";
  from?: string;
  to?: string;
  sort?: string;
}

export interface AuditSearch {
  actor?: string;
  service?: "contacts" | "sales" | "cases" | "billing" | "telephony" | "notifications" | "reporting" | "gateway";
  record?: string;
  refused?: "1";
  from?: string;
  to?: string;
}

export type QuickFilter = "mine" | "closing-this-month" | "closing-next-month" | "new-this-week" | "new-last-week";
const QUICK: readonly QuickFilter[] = [
  "mine",
  "closing-this-month",
  "closing-next-month",
  "new-this-week",
  "new-last-week",
];

export interface OpportunitySearch {
  view?: "list";
  /** The saved view of the list. */
  saved?: string;
  q?: string;
  quick?: QuickFilter;
  owner?: string;
  state?: "won" | "lost" | "all";
  discarded?: "1";
  sort?: string;
}

export interface CaseSearch {
  view?: string;
  q?: string;
  open?: "all";
  type?: string;
  priority?: string;
  assignee?: string;
  contact?: string;
  overdue?: "1";
  discarded?: "1";
  sort?: string;
}

export interface InvoiceSearch {
  view?: string;
  q?: string;
  state?: "draft" | "issued" | "paid" | "rejected";
  contact?: string;
  due?: "1";
  mine?: "1";
  sort?: string;
}

const index = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("@/pages/Dashboard"), "Dashboard"),
  validateSearch: (search: Record<string, unknown>): { days?: 7 | 30 | 90 } => {
    const days = Number(search.days);
    return { days: days === 30 || days === 90 ? days : undefined };
  },
});

const contacts = createRoute({
  getParentRoute: () => shell,
  path: "/contacts",
  component: lazyRouteComponent(() => import("@/pages/Contacts"), "Contacts"),
  validateSearch: (search: Record<string, unknown>): ContactSearch => ({
    q: text(search.q),
    kind: oneOf(search.kind, ["person", "company"]),
    class: oneOf(search.class, ["prospect", "interested", "client"]),
    mine: search.mine ? "1" : undefined,
    type: text(search.type),
    source: text(search.source),
    role: text(search.role),
    temperature: text(search.temperature),
    tag: text(search.tag),
    priority: oneOf(search.priority, ["low", "normal", "high"]),
    supplier: search.supplier ? "1" : undefined,
    discarded: search.discarded ? "1" : undefined,
    view: text(search.view),
    custom: text(search.custom),
    sort: ownSort(search.sort) ?? oneOf(search.sort, [
      "name",
      "-name",
      "created_at",
      "-created_at",
      "updated_at",
      "-updated_at",
      "discarded_at",
      "-discarded_at",
    ]),
  }),
});

const newContact = createRoute({
  getParentRoute: () => shell,
  path: "/contacts/new",
  component: lazyRouteComponent(() => import("@/pages/NewContact"), "NewContact"),
  validateSearch: (search: Record<string, unknown>): { kind?: "person" | "company"; phone?: string } => ({
    kind: oneOf(search.kind, ["person", "company"]),
    phone: text(search.phone),
  }),
});

const contact = createRoute({
  getParentRoute: () => shell,
  path: "/contacts/$contactId",
  component: lazyRouteComponent(() => import("@/pages/ContactPage"), "ContactPage"),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => shell,
  path: "/contacts/duplicates",
  component: lazyRouteComponent(() => import("@/pages/duplicates/Duplicates"), "Duplicates"),
  validateSearch: (search: Record<string, unknown>): { by?: "phone" | "email" | "tax_id" | "name" } => ({
    by: oneOf(search.by, ["phone", "email", "tax_id", "name"]),
  }),
});

const leadsRoute = createRoute({
  getParentRoute: () => shell,
  path: "/leads",
  component: lazyRouteComponent(() => import("@/pages/leads/Leads"), "Leads"),
  validateSearch: (search: Record<string, unknown>): LeadSearch => ({
    q: text(search.q),
    state: oneOf(search.state, ["converted", "all"]),
    progress: oneOf(search.progress, ["new", "contacted", "qualified", "unqualified"]),
    source: text(search.source),
    temperature: text(search.temperature),
    tag: text(search.tag),
    mine: search.mine ? "1" : undefined,
    discarded: search.discarded ? "1" : undefined,
    custom: text(search.custom),
    sort: ownSort(search.sort) ?? oneOf(search.sort, ["name", "-name", "created_at", "-created_at", "updated_at", "-updated_at", "discarded_at", "-discarded_at"]),
  }),
});

const newLead = createRoute({
  getParentRoute: () => shell,
  path: "/leads/new",
  component: lazyRouteComponent(() => import("@/pages/leads/NewLead"), "NewLead"),
  validateSearch: (search: Record<string, unknown>): { from?: string } => ({ from: text(search.from) }),
});

const lead = createRoute({
  getParentRoute: () => shell,
  path: "/leads/$leadId",
  component: lazyRouteComponent(() => import("@/pages/leads/LeadPage"), "LeadPage"),
});

const webForms = createRoute({
  getParentRoute: () => shell,
  path: "/admin/forms",
  component: lazyRouteComponent(() => import("@/pages/forms/WebForms"), "WebForms"),
});

const newWebForm = createRoute({
  getParentRoute: () => shell,
  path: "/admin/forms/new",
  component: lazyRouteComponent(() => import("@/pages/forms/NewWebForm"), "NewWebForm"),
});

const webForm = createRoute({
  getParentRoute: () => shell,
  path: "/admin/forms/$formId",
  component: lazyRouteComponent(() => import("@/pages/forms/WebFormPage"), "WebFormPage"),
});

const activitiesRoute = createRoute({
  getParentRoute: () => shell,
  path: "/activities",
  component: lazyRouteComponent(() => import("@/pages/Activities"), "Activities"),
  validateSearch: (search: Record<string, unknown>): ActivitySearch => ({
    view: oneOf(search.view, ["list", "calendar"]),
    whose: oneOf(search.whose, ["team", "all"]),
    q: text(search.q),
    act: oneOf(search.act, ["call", "meeting", "task", "visit"]),
    state: oneOf(search.state, ["closed", "all"]),
    flag: oneOf(search.flag, ["red", "yellow", "green"]),
    range: oneOf(search.range, ["week", "day"]),
    day: typeof search.day === "string" && DAY.test(search.day) && !Number.isNaN(Date.parse(search.day)) ? search.day : undefined,
    sort: oneOf(search.sort, ["at", "-at"]),
    new: oneOf(search.new, ["call", "meeting", "task", "visit"]),
    activity: text(search.activity),
  }),
});

const callsRoute = createRoute({
  getParentRoute: () => shell,
  path: "/calls",
  component: lazyRouteComponent(() => import("@/pages/Calls"), "Calls"),
  validateSearch: (search: Record<string, unknown>): CallSearch => ({
    q: text(search.q),
    direction: oneOf(search.direction, ["inbound", "outbound"]),
    status: oneOf(search.status, [
      "completed",
      "missed",
      "no_answer",
      "busy",
      "failed",
      "canceled",
      "in_progress",
      "ringing",
    ]),
    agent: text(search.agent),
    period: oneOf(search.period, ["today", "week", "month", "range"]),
    from: text(search.from),
    to: text(search.to),
    sort: oneOf(search.sort, ["-started_at"]),
  }),
});

const opportunities = createRoute({
  getParentRoute: () => shell,
  path: "/opportunities",
  component: lazyRouteComponent(() => import("@/pages/Opportunities"), "Opportunities"),
  validateSearch: (search: Record<string, unknown>): OpportunitySearch => ({
    view: oneOf(search.view, ["list"]),
    saved: text(search.saved),
    q: text(search.q),
    quick: oneOf(search.quick, QUICK),
    owner: text(search.owner),
    state: oneOf(search.state, ["won", "lost", "all"]),
    discarded: search.discarded ? "1" : undefined,
    sort: oneOf(search.sort, [
      "title",
      "-title",
      "amount",
      "-amount",
      "expected_close_on",
      "-expected_close_on",
      "created_at",
      "-created_at",
      "moved_at",
      "-moved_at",
    ]),
  }),
});

const newOpportunity = createRoute({
  getParentRoute: () => shell,
  path: "/opportunities/new",
  component: lazyRouteComponent(() => import("@/pages/NewOpportunity"), "NewOpportunity"),
  validateSearch: (search: Record<string, unknown>): { contact_id?: string; stage_id?: string; continues?: string } => ({
    contact_id: text(search.contact_id),
    stage_id: text(search.stage_id),
    continues: text(search.continues),
  }),
});

const opportunity = createRoute({
  getParentRoute: () => shell,
  path: "/opportunities/$opportunityId",
  component: lazyRouteComponent(() => import("@/pages/OpportunityPage"), "OpportunityPage"),
});

const salesRoute = createRoute({
  getParentRoute: () => shell,
  path: "/sales",
  component: lazyRouteComponent(() => import("@/pages/Sales"), "Sales"),
  validateSearch: (search: Record<string, unknown>): { q?: string; mine?: "1"; sort?: string } => ({
    q: text(search.q),
    mine: search.mine ? "1" : undefined,
    sort: oneOf(search.sort, ["closed_at", "-closed_at"]),
  }),
});

const stages = createRoute({
  getParentRoute: () => shell,
  path: "/admin/stages",
  component: lazyRouteComponent(() => import("@/pages/admin/Stages"), "Stages"),
});

const fields = createRoute({
  getParentRoute: () => shell,
  path: "/admin/fields",
  component: lazyRouteComponent(() => import("@/pages/admin/Fields"), "Fields"),
  validateSearch: (search: Record<string, unknown>): { of?: "lead" } => ({ of: oneOf(search.of, ["lead"]) }),
});

const purchaseMotives = createRoute({
  getParentRoute: () => shell,
  path: "/admin/purchase-motives",
  component: lazyRouteComponent(() => import("@/pages/admin/Reasons"), "PurchaseMotives"),
});

const lossReasons = createRoute({
  getParentRoute: () => shell,
  path: "/admin/loss-reasons",
  component: lazyRouteComponent(() => import("@/pages/admin/Reasons"), "LossReasons"),
});

const casesRoute = createRoute({
  getParentRoute: () => shell,
  path: "/cases",
  component: lazyRouteComponent(() => import("@/pages/Cases"), "Cases"),
  validateSearch: (search: Record<string, unknown>): CaseSearch => ({
    view: text(search.view),
    q: text(search.q),
    open: search.open === "all" ? "all" : undefined,
    type: text(search.type),
    priority: text(search.priority),
    assignee: text(search.assignee),
    contact: text(search.contact),
    overdue: search.overdue ? "1" : undefined,
    discarded: search.discarded ? "1" : undefined,
    sort: oneOf(search.sort, ["opened_at", "-opened_at", "updated_at", "-updated_at", "due_at", "-due_at"]),
  }),
});

const newCase = createRoute({
  getParentRoute: () => shell,
  path: "/cases/new",
  component: lazyRouteComponent(() => import("@/pages/NewCase"), "NewCase"),
  validateSearch: (search: Record<string, unknown>): { contact_id?: string; call_id?: string; type_id?: string } => ({
    contact_id: text(search.contact_id),
    call_id: text(search.call_id),
    type_id: text(search.type_id),
  }),
});

const casePage = createRoute({
  getParentRoute: () => shell,
  path: "/cases/$caseId",
  component: lazyRouteComponent(() => import("@/pages/CasePage"), "CasePage"),
});

const caseSettings = createRoute({
  getParentRoute: () => shell,
  path: "/admin/cases",
  component: lazyRouteComponent(() => import("@/pages/admin/CaseSettings"), "CaseSettings"),
  validateSearch: (search: Record<string, unknown>): { tab?: "states" | "priorities" | "calendars" } => ({
    tab: oneOf(search.tab, ["states", "priorities", "calendars"]),
  }),
});

const contactSettings = createRoute({
  getParentRoute: () => shell,
  path: "/admin/contacts",
  component: lazyRouteComponent(() => import("@/pages/admin/ContactSettings"), "ContactSettings"),
  validateSearch: (search: Record<string, unknown>): { tab?: Exclude<ContactTab, "types"> } => ({
    tab: oneOf(search.tab, ["sources", "roles", "temperatures", "tags", "events", "tasks"]),
  }),
});

const importsRoute = createRoute({
  getParentRoute: () => shell,
  path: "/imports",
  component: lazyRouteComponent(() => import("@/pages/imports/Imports"), "Imports"),
});

const exportsRoute = createRoute({
  getParentRoute: () => shell,
  path: "/exports",
  component: lazyRouteComponent(() => import("@/pages/exports/Exports"), "Exports"),
});

const bulkRunsRoute = createRoute({
  getParentRoute: () => shell,
  path: "/bulk-runs",
  component: lazyRouteComponent(() => import("@/pages/bulk/BulkRuns"), "BulkRuns"),
});

const newImport = createRoute({
  getParentRoute: () => shell,
  path: "/imports/new",
  component: lazyRouteComponent(() => import("@/pages/imports/NewImport"), "NewImport"),
});

const importRoute = createRoute({
  getParentRoute: () => shell,
  path: "/imports/$importId",
  component: lazyRouteComponent(() => import("@/pages/imports/ImportPage"), "ImportPage"),
});

const invoices = createRoute({
  getParentRoute: () => shell,
  path: "/invoices",
  component: lazyRouteComponent(() => import("@/pages/billing/Invoices"), "Invoices"),
  validateSearch: (search: Record<string, unknown>): InvoiceSearch => ({
    view: text(search.view),
    q: text(search.q),
    state: oneOf(search.state, ["draft", "issued", "paid", "rejected"]),
    contact: text(search.contact),
    due: search.due ? "1" : undefined,
    mine: search.mine ? "1" : undefined,
    sort: oneOf(search.sort, ["created_at", "-created_at", "listed_on", "-listed_on", "updated_at", "-updated_at"]),
  }),
});

const newInvoice = createRoute({
  getParentRoute: () => shell,
  path: "/invoices/new",
  component: lazyRouteComponent(() => import("@/pages/billing/NewInvoice"), "NewInvoice"),
  validateSearch: (search: Record<string, unknown>): { contact_id?: string; opportunity_id?: string } => ({
    contact_id: text(search.contact_id),
    opportunity_id: text(search.opportunity_id),
  }),
});

const invoice = createRoute({
  getParentRoute: () => shell,
  path: "/invoices/$invoiceId",
  component: lazyRouteComponent(() => import("@/pages/billing/InvoicePage"), "InvoicePage"),
});

const products = createRoute({
  getParentRoute: () => shell,
  path: "/products",
  component: lazyRouteComponent(() => import("@/pages/billing/Products"), "Products"),
  validateSearch: (search: Record<string, unknown>): { q?: string; category?: string; sort?: string } => ({
    q: text(search.q),
    category: text(search.category),
    sort: oneOf(search.sort, ["name", "-name", "code", "-code"]),
  }),
});

const billing = createRoute({
  getParentRoute: () => shell,
  path: "/admin/billing",
  component: lazyRouteComponent(() => import("@/pages/billing/BillingSettings"), "BillingSettings"),
});

const notifications = createRoute({
  getParentRoute: () => shell,
  path: "/notifications",
  component: lazyRouteComponent(() => import("@/pages/Notifications"), "Notifications"),
});

const reminders = createRoute({
  getParentRoute: () => shell,
  path: "/reminders",
  component: lazyRouteComponent(() => import("@/pages/Reminders"), "Reminders"),
});

const figureRecords = createRoute({
  getParentRoute: () => shell,
  path: "/figures/$metric",
  component: lazyRouteComponent(() => import("@/pages/FigureRecords"), "FigureRecords"),
  validateSearch: (search: Record<string, unknown>): FigureSearch => ({
    from: text(search.from),
    to: text(search.to),
    dimension: search.dimension === "" ? "" : text(search.dimension),
  }),
});

const templates = createRoute({
  getParentRoute: () => shell,
  path: "/templates",
  component: lazyRouteComponent(() => import("@/pages/Templates"), "Templates"),
});

const mailbox = createRoute({
  getParentRoute: () => shell,
  path: "/mailbox",
  component: lazyRouteComponent(() => import("@/pages/Mailbox"), "Mailbox"),
  validateSearch: (search: Record<string, unknown>): { channel?: "sms" | "email"; message?: string } => ({
    channel: oneOf(search.channel, ["sms", "email"]),
    message: text(search.message),
  }),
});

const profile = createRoute({
  getParentRoute: () => shell,
  path: "/profile",
  component: lazyRouteComponent(() => import("@/pages/Account"), "Account"),
});

const users = createRoute({
  getParentRoute: () => shell,
  path: "/admin/users",
  component: lazyRouteComponent(() => import("@/pages/admin/Users"), "Users"),
});

const roles = createRoute({
  getParentRoute: () => shell,
  path: "/admin/roles",
  component: lazyRouteComponent(() => import("@/pages/admin/Roles"), "Roles"),
});

const profiles = createRoute({
  getParentRoute: () => shell,
  path: "/admin/profiles",
  component: lazyRouteComponent(() => import("@/pages/admin/Profiles"), "Profiles"),
});

const numbers = createRoute({
  getParentRoute: () => shell,
  path: "/admin/numbers",
  component: lazyRouteComponent(() => import("@/pages/admin/Numbers"), "Numbers"),
});

const dispositions = createRoute({
  getParentRoute: () => shell,
  path: "/admin/dispositions",
  component: lazyRouteComponent(() => import("@/pages/admin/Dispositions"), "Dispositions"),
});

const parkedEventsRoute = createRoute({
  getParentRoute: () => shell,
  path: "/admin/parked-events",
  component: lazyRouteComponent(() => import("@/pages/admin/ParkedEvents"), "ParkedEvents"),
  validateSearch: (search: Record<string, unknown>): { state?: "dropped" } => ({
    state: oneOf(search.state, ["dropped"]),
  }),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: "/admin/audit",
  component: lazyRouteComponent(() => import("@/pages/admin/Audit"), "Audit"),
  validateSearch: (search: Record<string, unknown>): AuditSearch => ({
    actor: text(search.actor),
    service: oneOf(search.service, ["contacts", "sales", "cases", "billing", "telephony", "notifications", "reporting", "gateway"]),
    record: text(search.record),
    refused: search.refused ? "1" : undefined,
    from: text(search.from),
    to: text(search.to),
  }),
});

/** Any other address: said inside the shell, where the menu is. */
const other = createRoute({ getParentRoute: () => shell, path: "$", component: Absent });

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    shell.addChildren([
      index,
      contacts,
      newContact,
      contact,
      duplicatesRoute,
      leadsRoute,
      newLead,
      lead,
      opportunities,
      newOpportunity,
      opportunity,
      salesRoute,
      activitiesRoute,
      callsRoute,
      casesRoute,
      newCase,
      casePage,
      invoices,
      newInvoice,
      invoice,
      products,
      billing,
      notifications,
      reminders,
      figureRecords,
      templates,
      mailbox,
      profile,
      users,
      roles,
      profiles,
      numbers,
      dispositions,
      audit,
      parkedEventsRoute,
      stages,
      fields,
      purchaseMotives,
      lossReasons,
      caseSettings,
      contactSettings,
      webForms,
      newWebForm,
      webForm,
      importsRoute,
      exportsRoute,
      bulkRunsRoute,
      newImport,
      importRoute,
      other,
    ]),
  ]),
  // What stands in an address is text, as it was typed: read as JSON, "1e400" or "true" would be no word any more.
  parseSearch: (address) => Object.fromEntries(new URLSearchParams(address)),
  stringifySearch: stringifySearchWith(String),
  defaultPreload: "intent",
  defaultPendingMs: 150,
  defaultPendingComponent: () => <Lines />,
  defaultErrorComponent: ({ error, reset }) => <Failure page error={error} retry={reset} />,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
