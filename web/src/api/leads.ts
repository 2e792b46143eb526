/** The routes of leads and of web forms; loaded with their pages. */
import { api, ifMatch, send } from "./client";
import { collection, type Query } from "./resources";
import type { components } from "./schema";
import type { Address, CustomValues, Email, Page, Phone, TimelineEntry } from "./types";

type Schemas = components["schemas"];
type Narrowed<T, N> = Omit<T, keyof N> & N;

export const PROGRESS = ["new", "contacted", "qualified", "unqualified"] as const;
export type Progress = (typeof PROGRESS)[number];
/** A lead; the document says less of its parts than the service keeps to. */
export type Lead = Narrowed<
  Schemas["Lead"],
  { phones: Phone[]; emails: Email[]; addresses: Address[]; custom: CustomValues; opportunity_stands: boolean }
>;
export type LeadWrite = Schemas["LeadCreate"];
export type LeadConversion = Schemas["LeadConversion"];
export type LeadMatch = Schemas["LeadMatch"];
export type LeadEvent = Omit<TimelineEntry, "category_id">;

export interface FormText {
  es: string;
  en: string;
}
export interface FormField {
  name: string;
  label: FormText;
  required: boolean;
}
export type WebForm = Narrowed<
  Schemas["WebForm"],
  { fields: FormField[]; title: FormText; thanks: FormText; consent: FormText | null; tags: string[]; origins: string[] }
>;
export type WebFormWrite = Schemas["WebFormCreate"];
export type FormEmbedding = Schemas["FormEmbedding"];
export type FormSubmission = Narrowed<
  Schemas["FormSubmission"],
  { values: Record<string, string>; record: { type: string; id: string } }
>;

const at = (id: string) => ({ path: { lead_id: id } });
const asQuery = (query: Query): never => query as never;
const intended = (intent: string): never => ({ "Idempotency-Key": intent }) as never;
const matched = (version: number) => ifMatch(`"${version}"`) as never;

export const leads = {
  ...collection<Lead, LeadWrite>("/api/v1/leads", "lead_id"),
  restore: (id: string) => send(api.POST("/api/v1/leads/{lead_id}/restore", { params: at(id) })),
  clone: (id: string, value: Partial<LeadWrite>, intent: string) =>
    send(
      api.POST("/api/v1/leads/{lead_id}/clone", { params: at(id), body: value, headers: intended(intent) }),
    ) as Promise<unknown> as Promise<Lead>,
  matches: (id: string, signal?: AbortSignal) => send(api.GET("/api/v1/leads/{lead_id}/matches", { params: at(id), signal })),
  convert: (lead: Lead, value: LeadConversion, intent: string) =>
    send(
      api.POST("/api/v1/leads/{lead_id}/convert", {
        params: { ...at(lead.id), header: matched(lead.version) },
        body: value,
        headers: intended(intent),
      }),
    ) as Promise<unknown> as Promise<Lead>,
  history: (id: string, query: Query, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/leads/{lead_id}/timeline", { params: { ...at(id), query: asQuery(query) }, signal }),
    ) as Promise<unknown> as Promise<Page<LeadEvent>>,
  note: (id: string, text: string, intent: string) =>
    send(api.POST("/api/v1/leads/{lead_id}/notes", { params: at(id), body: { text }, headers: intended(intent) })),
};

const of = (id: string) => ({ path: { form_id: id } });

export const webForms = {
  ...collection<WebForm, WebFormWrite>("/api/v1/forms", "form_id"),
  replaceToken: (form: WebForm) =>
    send(api.POST("/api/v1/forms/{form_id}/token", { params: { ...of(form.id), header: matched(form.version) } })),
  embedding: (id: string, signal?: AbortSignal) => send(api.GET("/api/v1/forms/{form_id}/embedding", { params: of(id), signal })),
  submissions: (id: string, query: Query, signal?: AbortSignal) =>
    send(
      api.GET("/api/v1/forms/{form_id}/submissions", { params: { ...of(id), query: asQuery(query) }, signal }),
    ) as Promise<unknown> as Promise<Page<FormSubmission>>,
};
