import type { components } from "./schema";

type Schemas = components["schemas"];
/** A record whose document says less than its service keeps to: text where it is one of a few. */
type Narrowed<T, N> = Omit<T, keyof N> & N;

export type Problem = Schemas["Problem"];
export type Me = Schemas["Me"];
export type Session = Schemas["Access"];
export type Organization = Schemas["OrganizationSeat"];
export type User = Narrowed<Schemas["User"], { locale: Locale }>;
export type UserWrite = Schemas["UserCreate"] & Pick<Schemas["UserChange"], "active">;
export type Role = Schemas["Role"];
export type RoleWrite = Schemas["RoleCreate"];
export type Profile = Schemas["Profile"];
export type ProfileWrite = Schemas["ProfileCreate"];
export type Phone = Narrowed<
  Schemas["Contact"]["phones"][number],
  { label: NonNullable<Schemas["PhoneBody"]["label"]> }
>;
export type Email = Narrowed<
  Schemas["Contact"]["emails"][number],
  { label: NonNullable<Schemas["EmailBody"]["label"]> }
>;
export type Address = Schemas["PostalAddress"];
export type Contact = Narrowed<
  Schemas["Contact"],
  { phones: Phone[]; emails: Email[]; addresses: Address[] }
>;
export type ContactWrite = Schemas["ContactCreate"];
export type LookupContact = Pick<Contact, "id" | "kind" | "name" | "class" | "phones" | "emails" | "company_id">;
export type Flag = "red" | "yellow" | "green";
export interface Participant {
  id: string;
  type: "contact" | "user" | "group";
  name: string | null;
  phone: string | null;
}
/** An activity, with the names that its service lays in for whoever may see what they name. */
export type Activity = Narrowed<
  Schemas["Activity"],
  { related: { type: string | null; id: string | null; name: string | null; phone: string | null } }
> & { participants: Participant[] };
export type ActivityWrite = Schemas["ActivityCreate"];
export type ActivityCompletion = Schemas["Completion"];
export type TimelineEntry = Schemas["TimelineEntry"];
/** A call, with the name that the log lays in for whoever may see the contact. */
export type Call = Schemas["Call"] & { contact_name?: string | null };
export type PhoneNumber = Schemas["PhoneNumber"];
export type PhoneNumberWrite = Schemas["NumberLink"] & Pick<Schemas["NumberChange"], "active">;
/** An entry of a catalog that has nothing but its names. */
export type CatalogEntry = Schemas["ContactType"];
export type CatalogEntryWrite = Schemas["EntryCreate"] & Pick<Schemas["EntryChange"], "active">;
export type ContactSource = Narrowed<Schemas["ContactSource"], { kind: NonNullable<Schemas["SourceCreate"]["kind"]> }>;
export type ContactSourceWrite = Schemas["SourceCreate"] & Pick<Schemas["EntryChange"], "active">;
export type Temperature = Schemas["Temperature"];
export type TemperatureWrite = Schemas["ColouredEntryCreate"] & Pick<Schemas["EntryChange"], "active">;
export type Tag = Schemas["Tag"];
export type Disposition = CatalogEntry;
export type StateClass = NonNullable<Schemas["CaseStateCreate"]["state_class"]>;
/** A case, with the names that its service lays in for whoever may see the contacts. */
export type Case = Schemas["Case"] & {
  contact_name?: string | null;
  company_name?: string | null;
  participants?: { id: string; name: string | null }[];
};
export type CaseWrite = Schemas["CaseCreate"];
export type CaseEvent = Schemas["CaseEvent"];
export type CaseType = Schemas["CaseType"];
export type CaseTypeWrite = Schemas["CaseTypeCreate"] & Pick<Schemas["CaseTypeChange"], "active">;
export type CaseState = Narrowed<Schemas["CaseState"], { state_class: StateClass }>;
export type CaseStateWrite = Schemas["CaseStateCreate"] & Pick<Schemas["EntryChange"], "active">;
export type CasePriority = Schemas["CasePriority"];
export type CasePriorityWrite = Schemas["CasePriorityCreate"] & Pick<Schemas["CasePriorityChange"], "active">;
export type WeeklyHours = Required<Schemas["WeeklyHours"]>;
export type Holiday = Schemas["Holiday"];
export type BusinessCalendar = Narrowed<Schemas["BusinessCalendar"], { hours: WeeklyHours; holidays: Holiday[] }>;
export type BusinessCalendarWrite = Schemas["CalendarCreate"];
export type Notification = Schemas["Notification"];
export type Template = Narrowed<
  Schemas["Template"],
  { locale: Locale; trigger: NonNullable<Schemas["TemplateCreate"]["trigger"]> | null }
>;
export type TemplateWrite = Schemas["TemplateCreate"];
// Figures are counted from zero: an answer has each of them.
export type Figures = Required<Schemas["Figures"]>;
export type Kpis = Narrowed<
  Schemas["Kpis"],
  {
    total: Figures;
    by_day: Required<Schemas["DayFigures"]>[];
    by_agent: Required<Schemas["AgentFigures"]>[];
  }
>;
export type Dashboard = Narrowed<Schemas["Dashboard"], { today: Figures; before: Figures; range: Kpis }>;
export type AuditPage = Schemas["AuditPage"];
export type AuditedCommand = Schemas["AuditedCommand"];
export type AuditedChange = Schemas["AuditedChange"];
export type Message = Schemas["Message"];
export type ParkedEvent = Schemas["ParkedEvent"];
export type ParkedEventDetail = Schemas["ParkedEventDetail"];
export type ParkedEventCount = Schemas["ParkedEventCount"];
export type FigureSum = Schemas["FigureSum"];
export type Business = Schemas["BusinessFigures"];
export type BusinessDashboard = Schemas["BusinessDashboard"];
export type RecordBehind = Schemas["RecordBehind"];
export type RecordsBehind = Schemas["RecordsBehind"];
export type Reminder = Narrowed<
  Schemas["Reminder"],
  { state: "waiting" | "fired" | "dismissed"; channels: string[]; late: boolean }
>;
export type ReminderWrite = Schemas["ReminderCreate"];
export type Snooze = Schemas["Snooze"];
/** A part of the composed customer: the service's own answer, or why there is none. */
export type CustomerPart = Schemas["PartView"];
export type Customer = Schemas["Customer"];
export interface Money {
  amount: string;
  currency: string;
}
export type BudgetKind = NonNullable<NonNullable<Schemas["OpportunityBudget"]["kind"]>>;
export type OpportunityState = "open" | "won" | "lost";
/** An opportunity, with the names of its contacts for whoever may see them. */
export type Opportunity = Narrowed<
  Schemas["Opportunity"],
  {
    amount: Money;
    expected_amount: Money;
    probability: number;
    has_own_probability: boolean;
    state: OpportunityState;
    visibility: "private" | "read" | "write";
    budget: { amount: string | null; currency: string; kind: BudgetKind; periods: number };
  }
> & { contact_name: string | null; contacts: { id: string; name: string | null }[] };
export type OpportunityWrite = Schemas["OpportunityCreate"];
export type OpportunityEvent = Schemas["OpportunityEvent"];
export type Stage = Schemas["Stage"];
export type StageWrite = Schemas["StageCreate"] & Pick<Schemas["StageChange"], "active">;
export type Reason = CatalogEntry;
export type Totals = Schemas["TotalsView"];
export type BoardColumn = Narrowed<
  Schemas["ColumnView"],
  { stage: Pick<Stage, "id" | "name" | "name_en" | "probability" | "active">; items: Opportunity[] }
>;
export interface Board {
  columns: BoardColumn[];
  total: Totals;
}

// The routes of agents and softphones describe no answer in the API's document: these follow
// services/telephony/agents and are held to it by the journeys in tests/browser.
export type AgentState = "offline" | "available" | "reserved" | "ringing" | "on_call" | "wrapup" | "paused";
export interface Agent {
  user_id: string;
  name: string | null;
  state: AgentState;
  since: string | null;
  reason?: string;
  call_id?: string | null;
  /** The state chosen during a call: it holds from the call's end on. */
  after_call?: "available" | "paused" | "offline" | null;
  is_operator?: boolean;
}
export interface CurrentCalls {
  items: Call[];
  state: AgentState;
}
export interface Softphone {
  provider: string;
  capabilities: string[];
  identity?: string | null;
  token?: string | null;
  expires_in?: number | null;
}
export interface AvailableNumber {
  number: string;
  name: string;
  owned: boolean;
  sms: boolean;
  voice: boolean;
}

export interface FieldOption {
  key: string;
  label: string;
  active: boolean;
}
export type CustomField = Narrowed<Schemas["CustomField"], { options: FieldOption[] }>;
export type CustomFieldType = CustomField["type"];
export type CustomFieldWrite = Schemas["CustomFieldCreate"] & Pick<Schemas["CustomFieldChange"], "active">;
/** A field of a record in the order of its screens: its own, or `custom.<key>`. */
export type LayoutField = Schemas["LayoutField"];
/** What an organization's own fields hold, by key. */
export type CustomValues = Record<string, unknown>;

/** One page of a list, as every service answers it. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
/** What `count=1` answers. */
export interface Count {
  total: number;
  total_is_estimate: boolean;
}
/** A record with the tag that `If-Match` takes back. */
export interface Tagged<T> {
  record: T;
  etag: string;
}
export type Locale = "es" | "en";
