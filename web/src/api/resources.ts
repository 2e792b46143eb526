/** Every route that the screens use, by resource: the only module that knows paths. */
import { api, ifMatch, send, sendTagged } from "./client";
import type {
  Activity,
  ActivityCompletion,
  ActivityWrite,
  Agent,
  AuditPage,
  AvailableNumber,
  Board,
  BusinessCalendar,
  BusinessCalendarWrite,
  Call,
  Case,
  CaseEvent,
  CasePriority,
  CasePriorityWrite,
  CaseState,
  CaseStateWrite,
  CaseType,
  CaseTypeWrite,
  CaseWrite,
  CatalogEntry,
  CatalogEntryWrite,
  Contact,
  ContactSource,
  ContactSourceWrite,
  ContactWrite,
  Count,
  BusinessDashboard,
  CurrentCalls,
  Customer,
  CustomField,
  CustomFieldWrite,
  Dashboard,
  LayoutField,
  LookupContact,
  Me,
  Message,
  Notification,
  Opportunity,
  OpportunityEvent,
  OpportunityWrite,
  Organization,
  Page,
  ParkedEvent,
  ParkedEventCount,
  ParkedEventDetail,
  PhoneNumber,
  PhoneNumberWrite,
  Profile,
  ProfileWrite,
  RecordsBehind,
  Reminder,
  ReminderWrite,
  Role,
  RoleWrite,
  Snooze,
  Softphone,
  Stage,
  StageWrite,
  Tag,
  Tagged,
  Temperature,
  TemperatureWrite,
  Template,
  TemplateWrite,
  TimelineEntry,
  Totals,
  User,
  UserWrite,
} from "./types";

export type Query = Record<string, string | number | boolean | undefined>;

/** Lists and counts share the filters: what is counted is what is shown. */
const asQuery = (query: Query): never => query as never;
const key = (value: string): never => ({ "Idempotency-Key": value }) as never;
const match = (etag: string): never => ifMatch(etag) as never;
const body = (value: unknown): never => value as never;

type Many = "/api/v1/contacts";
type One = "/api/v1/contacts/{contact_id}";

/** The five verbs of a collection; `id` is the name of its path parameter in the API's document. */
export function collection<T, W>(path: string, id: string) {
  // Each collection has the shape of this one: same verbs, headers and envelope.
  const many = path as Many;
  const one = `${path}/{${id}}` as One;
  const at = (value: string) => ({ [id]: value }) as never;
  return {
    list: (query: Query, signal?: AbortSignal) =>
      send(api.GET(many, { params: { query: asQuery(query) }, signal })) as Promise<unknown> as Promise<Page<T>>,
    count: (query: Query, signal?: AbortSignal) =>
      send(
        api.GET(many, { params: { query: asQuery({ ...query, count: 1 }) }, signal }),
      ) as Promise<unknown> as Promise<Count>,
    read: (value: string, signal?: AbortSignal) =>
      sendTagged(api.GET(one, { params: { path: at(value) }, signal })) as Promise<unknown> as Promise<Tagged<T>>,
    create: (value: W, intent: string) =>
      send(api.POST(many, { body: body(value), headers: key(intent) })) as Promise<unknown> as Promise<T>,
    change: (value: string, etag: string, change: Partial<W>) =>
      sendTagged(
        api.PATCH(one, { params: { path: at(value), header: match(etag) }, body: body(change) }),
      ) as Promise<unknown> as Promise<Tagged<T>>,
    remove: (value: string, etag: string) =>
      send(api.DELETE(one, { params: { path: at(value), header: match(etag) } })),
  };
}

export const users = collection<User, UserWrite>("/api/v1/users", "user_id");
export const roles = collection<Role, RoleWrite>("/api/v1/roles", "role_id");
export const profiles = collection<Profile, ProfileWrite>("/api/v1/profiles", "profile_id");
export const templates = {
  ...collection<Template, TemplateWrite>("/api/v1/templates", "template_id"),
  preview: (id: string) =>
    send(api.POST("/api/v1/templates/{template_id}/preview", { params: { path: { template_id: id } } })),
};
export const audit = {
  list: (query: Query, signal?: AbortSignal) =>
    send(api.GET("/api/v1/audit", { params: { query: asQuery(query) }, signal })) as Promise<unknown> as Promise<AuditPage>,
};

const activityAt = (id: string) => ({ path: { activity_id: id } });
export const activities = {
  ...collection<Activity, ActivityWrite & { outcome: string | null }>("/api/v1/activities", "activity_id"),
  create: (value: ActivityWrite, intent: string) =>
    send(api.POST("/api/v1/activities", { body: value, headers: key(intent) })) as Promise<unknown> as Promise<Activity>,
  /** The same for each of several contacts. */
  createForEach: (contactIds: string[], params: ActivityWrite, intent: string) =>
    send(
      api.POST("/api/v1/activities/bulk", {
        body: { action: "create", contact_ids: contactIds, params },
        headers: key(intent),
      }),
    ),
  complete: (id: string, value: ActivityCompletion, intent: string) =>
    send(api.POST("/api/v1/activities/{activity_id}/complete", { params: activityAt(id), body: value, headers: key(intent) })),
  reopen: (id: string) => send(api.POST("/api/v1/activities/{activity_id}/reopen", { params: activityAt(id) })),
  settings: (signal?: AbortSignal) => send(api.GET("/api/v1/activities/settings", { signal })),
  chooseYellow: (hours: number) => send(api.PATCH("/api/v1/activities/settings", { body: { yellow_hours: hours } })),
};
export const calendarFeed = {
  read: (signal?: AbortSignal) => send(api.GET("/api/v1/activities/feed", { signal })),
  /** Makes an address, in place of the one before; it is shown in this answer alone. */
  renew: () => send(api.PUT("/api/v1/activities/feed")),
  revoke: () => send(api.DELETE("/api/v1/activities/feed")),
};
export const messages = collection<Message, never>("/api/v1/messages", "message_id");

export const contacts = {
  ...collection<Contact, ContactWrite>("/api/v1/contacts", "contact_id"),
  restore: (id: string) =>
    send(api.POST("/api/v1/contacts/{contact_id}/restore", { params: { path: { contact_id: id } } })),
  timeline: (id: string, query: Query, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/contacts/{contact_id}/timeline", {
        params: { path: { contact_id: id }, query: asQuery(query) },
        signal,
      }),
    ) as Promise<unknown> as Promise<Page<TimelineEntry>>,
  lookup: (query: { q: string; kind?: "company" | "person" }, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/contacts/lookup", { params: { query: asQuery(query) }, signal }),
    ) as Promise<unknown> as Promise<Page<LookupContact>>,
  note: (id: string, text: string, categoryId: string | null, intent: string) =>
    send(
      api.POST("/api/v1/contacts/{contact_id}/notes", {
        params: { path: { contact_id: id } },
        body: { text, category_id: categoryId },
        headers: key(intent),
      }),
    ),
};

export const businessCalendars = collection<BusinessCalendar, BusinessCalendarWrite>("/api/v1/business-calendars", "calendar_id");

export const cases = {
  ...collection<Case, CaseWrite>("/api/v1/cases", "case_id"),
  solve: (id: string, solution: string, reason?: string) =>
    send(
      api.POST("/api/v1/cases/{case_id}/solve", {
        params: { path: { case_id: id } },
        body: reason ? { solution, reason } : { solution },
      }),
    ),
  close: (id: string) => send(api.POST("/api/v1/cases/{case_id}/close", { params: { path: { case_id: id } } })),
  reopen: (id: string, reason: string) =>
    send(api.POST("/api/v1/cases/{case_id}/reopen", { params: { path: { case_id: id } }, body: { reason } })),
  restore: (id: string) => send(api.POST("/api/v1/cases/{case_id}/restore", { params: { path: { case_id: id } } })),
  addParticipant: (id: string, contactId: string) =>
    send(
      api.POST("/api/v1/cases/{case_id}/participants", {
        params: { path: { case_id: id } },
        body: { contact_id: contactId },
      }),
    ),
  removeParticipant: (id: string, contactId: string) =>
    send(
      api.DELETE("/api/v1/cases/{case_id}/participants/{contact_id}", {
        params: { path: { case_id: id, contact_id: contactId } },
      }),
    ),
  history: (id: string, query: Query, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/cases/{case_id}/history", {
        params: { path: { case_id: id }, query: asQuery(query) },
        signal,
      }),
    ) as Promise<unknown> as Promise<Page<CaseEvent>>,
};

type CallVerb = "answer" | "reject" | "hangup";

export const calls = {
  ...collection<Call, never>("/api/v1/calls", "call_id"),
  current: () => send(api.GET("/api/v1/calls/current")) as Promise<unknown> as Promise<CurrentCalls>,
  act: (id: string, verb: CallVerb) =>
    send(api.POST(`/api/v1/calls/{call_id}/${verb}`, { params: { path: { call_id: id } } })),
  dispose: (id: string, dispositionId: string, note: string) =>
    send(
      api.POST("/api/v1/calls/{call_id}/disposition", {
        params: { path: { call_id: id } },
        body: { disposition_id: dispositionId, note },
      }),
    ),
  /** Somebody calls: only where the development carrier is the organization's. */
  simulate: () => send(api.POST("/api/v1/telephony/simulator/calls", { body: {} })),
};

export const agents = {
  list: () => send(api.GET("/api/v1/agents")) as Promise<unknown> as Promise<Page<Agent>>,
  me: () => send(api.GET("/api/v1/agents/me")) as Promise<unknown> as Promise<Agent>,
  setState: (state: "available" | "paused" | "offline") =>
    send(api.PUT("/api/v1/agents/me/state", { body: { state } })) as Promise<unknown> as Promise<Agent>,
  softphone: () =>
    send(api.POST("/api/v1/softphone/credentials")) as Promise<unknown> as Promise<Softphone>,
};

export const phoneNumbers = {
  available: () =>
    send(api.GET("/api/v1/phone-numbers/available")) as Promise<unknown> as Promise<Page<AvailableNumber>>,
  ...collection<PhoneNumber, PhoneNumberWrite>("/api/v1/phone-numbers", "number_id"),
  setOperators: (id: string, userIds: string[]) =>
    send(
      api.PUT("/api/v1/phone-numbers/{number_id}/operators", {
        params: { path: { number_id: id } },
        body: { user_ids: userIds },
      }),
    ),
};

export const notifications = {
  ...collection<Notification, never>("/api/v1/notifications", "notification_id"),
  unread: () => send(api.GET("/api/v1/notifications/unread")),
  markRead: (id: string) =>
    send(
      api.POST("/api/v1/notifications/{notification_id}/read", {
        params: { path: { notification_id: id } },
      }),
    ),
  markAllRead: () => send(api.POST("/api/v1/notifications/read")),
};

export const account = {
  me: () => send(api.GET("/api/v1/me")) as Promise<Me>,
  change: (value: { name?: string; locale?: "es" | "en"; time_zone?: string }) =>
    send(api.PATCH("/api/v1/me", { body: value })) as Promise<Me>,
  changePassword: (current: string, next: string) =>
    send(
      api.POST("/api/v1/me/password", { body: { current_password: current, new_password: next } }),
    ),
  organizations: () => send(api.GET("/api/v1/organizations")) as Promise<Page<Organization>>,
};

export const dashboards = {
  calls: (from: string, to: string) =>
    send(
      api.GET("/api/v1/dashboards/calls", { params: { query: asQuery({ from, to }) } }),
    ) as Promise<unknown> as Promise<Dashboard>,
  business: (from: string, to: string) =>
    send(
      api.GET("/api/v1/dashboards/business", { params: { query: asQuery({ from, to }) } }),
    ) as Promise<unknown> as Promise<BusinessDashboard>,
};

export const figures = {
  records: (metric: string, query: Query, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/kpis/{metric}/records", { params: { path: { metric }, query: asQuery(query) }, signal }),
    ) as Promise<unknown> as Promise<RecordsBehind>,
};

/** A contact with all that the services know of it, in one answer. */
export const customers = {
  read: (id: string, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/customers/{contact_id}", { params: { path: { contact_id: id } }, signal }),
    ) as Promise<unknown> as Promise<Customer>,
};

export const reminders = {
  ...collection<Reminder, ReminderWrite>("/api/v1/reminders", "reminder_id"),
  dismiss: (id: string) =>
    send(api.POST("/api/v1/reminders/{reminder_id}/dismiss", { params: { path: { reminder_id: id } } })),
  snooze: (id: string, until: Snooze) =>
    send(api.POST("/api/v1/reminders/{reminder_id}/snooze", { params: { path: { reminder_id: id } }, body: until })),
};

type Parked = "/api/v1/ops/contacts/parked-events";

/** The parked-events desk of one service: every service has the same. */
export function parkedEvents(service: string) {
  const path = `/api/v1/ops/${service}/parked-events`;
  const one = `${path}/{event_id}` as `${Parked}/{event_id}`;
  const at = (id: string) => ({ path: { event_id: id } });
  return {
    list: (query: Query, signal?: AbortSignal) =>
      send(
        api.GET(path as Parked, { params: { query: asQuery(query) }, signal }),
      ) as Promise<unknown> as Promise<Page<ParkedEvent>>,
    counts: (signal?: AbortSignal) =>
      send(api.GET(`${path}/counts` as `${Parked}/counts`, { signal })) as Promise<unknown> as Promise<{
        items: ParkedEventCount[];
      }>,
    read: (id: string, unmasked: boolean, signal?: AbortSignal) =>
      send(
        api.GET(one, { params: { ...at(id), query: asQuery({ unmasked }) }, signal }),
      ) as Promise<unknown> as Promise<ParkedEventDetail>,
    retry: (id: string) => send(api.POST(`${one}/retry` as `${Parked}/{event_id}/retry`, { params: at(id) })),
    drop: (id: string, reason: string) =>
      send(api.POST(`${one}/drop` as `${Parked}/{event_id}/drop`, { params: at(id), body: { reason } })),
    retryAll: (type: string) =>
      send(
        api.POST(`${path}/bulk` as `${Parked}/bulk`, { body: { action: "retry", filter: { type } } }),
      ) as Promise<unknown> as Promise<{ retried: number }>,
  };
}
type ListPath = "/api/v1/stages";

/** A catalog: a list that an organization arranges. */
function catalog<T = CatalogEntry, W = CatalogEntryWrite>(path: string, id: string) {
  return {
    ...collection<T, W>(path, id),
    order: (ids: string[]) => send(api.POST(`${path as ListPath}/order`, { body: { ids } })),
    /** `target` takes the records of the entry; "none" leaves them without. */
    removeInto: (value: string, etag: string, target: string | null) =>
      send(
        api.DELETE(`${path}/{${id}}` as `${ListPath}/{stage_id}`, {
          params: { path: { [id]: value } as never, header: match(etag), query: asQuery({ move_to: target ?? undefined }) },
        }),
      ),
  };
}

export const stages = catalog<Stage, StageWrite>("/api/v1/stages", "stage_id");
export const purchaseMotives = catalog("/api/v1/purchase-motives", "purchase_motive_id");
export const lossReasons = catalog("/api/v1/loss-reasons", "loss_reason_id");
export const dispositions = catalog("/api/v1/telephony/dispositions", "call_disposition_id");
export const caseTypes = catalog<CaseType, CaseTypeWrite>("/api/v1/case-types", "case_type_id");
export const caseStates = catalog<CaseState, CaseStateWrite>("/api/v1/case-states", "case_state_id");
export const casePriorities = catalog<CasePriority, CasePriorityWrite>("/api/v1/case-priorities", "case_priority_id");
export const contactTypes = catalog("/api/v1/contact-types", "contact_type_id");
export const contactSources = catalog<ContactSource, ContactSourceWrite>("/api/v1/contact-sources", "contact_source_id");
export const contactRoles = catalog("/api/v1/contact-roles", "contact_role_id");
export const temperatures = catalog<Temperature, TemperatureWrite>("/api/v1/temperatures", "temperature_id");
export const eventCategories = catalog("/api/v1/event-categories", "event_category_id");
export const taskCategories = catalog("/api/v1/task-categories", "task_category_id");

const OF_CONTACTS = { entity: "contacts" } as const;
const oneTag = (id: string, etag: string, query: Query = {}) => ({
  path: { tag_id: id },
  header: match(etag),
  query: asQuery({ ...OF_CONTACTS, ...query }),
});

/** The tags of contacts. */
export const tags = {
  list: (query: Query, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/tags", { params: { query: asQuery({ ...OF_CONTACTS, ...query }) }, signal }),
    ) as Promise<unknown> as Promise<Page<Tag>>,
  read: (id: string) =>
    sendTagged(
      api.GET("/api/v1/tags/{tag_id}", { params: { path: { tag_id: id }, query: OF_CONTACTS } }),
    ) as Promise<unknown> as Promise<Tagged<Tag>>,
  create: (name: string, intent: string) =>
    send(api.POST("/api/v1/tags", { params: { query: OF_CONTACTS }, body: { name }, headers: key(intent) })),
  rename: (id: string, etag: string, name: string) =>
    send(api.PATCH("/api/v1/tags/{tag_id}", { params: oneTag(id, etag), body: { name } })),
  removeInto: (id: string, etag: string, target: string | null) =>
    send(api.DELETE("/api/v1/tags/{tag_id}", { params: oneTag(id, etag, { move_to: target ?? undefined }) })),
};

type OpportunityVerb = "stage" | "win" | "lose" | "reopen" | "restore";

export const opportunities = {
  ...collection<Opportunity, OpportunityWrite>("/api/v1/opportunities", "opportunity_id"),
  board: (query: Query, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/boards/stages", { params: { query: asQuery(query) }, signal }),
    ) as Promise<unknown> as Promise<Board>,
  totals: (query: Query, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/opportunities/totals", { params: { query: asQuery(query) }, signal }),
    ) as Promise<unknown> as Promise<Totals>,
  history: (id: string, query: Query, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/opportunities/{opportunity_id}/history", {
        params: { path: { opportunity_id: id }, query: asQuery(query) },
        signal,
      }),
    ) as Promise<unknown> as Promise<Page<OpportunityEvent>>,
  /** With the tag of what was seen: refused when somebody changed it since. */
  act: (id: string, etag: string, verb: OpportunityVerb, value: Record<string, unknown>) =>
    sendTagged(
      api.POST(`/api/v1/opportunities/{opportunity_id}/${verb}` as "/api/v1/opportunities/{opportunity_id}/stage", {
        params: { path: { opportunity_id: id }, header: match(etag) },
        body: body(value),
      }),
    ) as Promise<unknown> as Promise<Tagged<Opportunity>>,
};

const sold = collection<Opportunity, never>("/api/v1/sales", "opportunity_id");
export const sales = {
  list: sold.list,
  count: sold.count,
  totals: (query: Query, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/sales/totals", { params: { query: asQuery(query) }, signal }),
    ) as Promise<unknown> as Promise<Totals>,
};

/** The fields that an organization gives the records of one type; `entity` is its name. */
export function customFields(entity: string) {
  const query = { entity };
  const at = (id: string) => ({ custom_field_id: id });
  return {
    list: (removed: boolean, signal?: AbortSignal) =>
      send(
        api.GET("/api/v1/custom-fields", {
          params: { query: asQuery({ entity, limit: 200, ...(removed ? { discarded: true } : {}) }) },
          signal,
        }),
      ) as Promise<unknown> as Promise<Page<CustomField>>,
    create: (value: CustomFieldWrite, intent: string) =>
      send(api.POST("/api/v1/custom-fields", { params: { query }, body: body(value), headers: key(intent) })),
    change: (field: CustomField, value: Partial<CustomFieldWrite>) =>
      send(
        api.PATCH("/api/v1/custom-fields/{custom_field_id}", {
          params: { path: at(field.id), query, header: match(`"${field.version}"`) },
          body: body(value),
        }),
      ),
    remove: (field: CustomField) =>
      send(
        api.DELETE("/api/v1/custom-fields/{custom_field_id}", {
          params: { path: at(field.id), query, header: match(`"${field.version}"`) },
        }),
      ),
    restore: (id: string) =>
      send(api.POST("/api/v1/custom-fields/{custom_field_id}/restore", { params: { path: at(id), query } })),
    layout: (signal?: AbortSignal) =>
      send(api.GET("/api/v1/custom-fields/layout", { params: { query }, signal })) as Promise<unknown> as Promise<{
        fields: LayoutField[];
      }>,
    arrange: (fields: { name: string; visible: boolean }[]) =>
      send(api.PUT("/api/v1/custom-fields/layout", { params: { query }, body: { fields } })),
  };
}
