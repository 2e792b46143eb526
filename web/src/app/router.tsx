import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";

import { sessionState } from "@/api/session";
import type { FigureSearch } from "@/pages/dashboard/figures";
import { Failure, Lines } from "@/ui/states";

import { Absent } from "./Absent";
import { Shell } from "./Shell";

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((one) => one === value);
}

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
  discarded?: "1";
  sort?: string;
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
    discarded: search.discarded ? "1" : undefined,
    sort: oneOf(search.sort, [
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
      callsRoute,
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
      other,
    ]),
  ]),
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
