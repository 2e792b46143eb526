/** The routes about contacts that may be one; loaded with their pages. */
import { api, ifMatch, send } from "./client";
import type { components } from "./schema";
import type { Contact } from "./types";

type Schemas = components["schemas"];

export const BY = ["phone", "email", "tax_id", "name"] as const;
export type By = (typeof BY)[number];
export type Duplicate = Schemas["DuplicateContact"];
export type DuplicateGroup = Schemas["DuplicateGroup"];
export type DuplicateMatch = Schemas["DuplicateMatch"];
export type MergeBody = Schemas["MergeBody"];

const at = (id: string) => ({ path: { contact_id: id } });
const asQuery = (query: Record<string, string | undefined>): never => query as never;
const intended = (intent: string): never => ({ "Idempotency-Key": intent }) as never;

export const duplicates = {
  list: (by: By, cursor: string | undefined, signal?: AbortSignal) =>
    send(api.GET("/api/v1/contacts/duplicates", { params: { query: asQuery({ by, cursor }) }, signal })),
  of: (id: string, signal?: AbortSignal) => send(api.GET("/api/v1/contacts/{contact_id}/duplicates", { params: at(id), signal })),
  apart: (ids: string[], intent: string) =>
    send(api.POST("/api/v1/contacts/duplicates/apart", { body: { contact_ids: ids }, headers: intended(intent) })),
  merge: (survivor: Contact, value: MergeBody, intent: string) =>
    send(
      api.POST("/api/v1/contacts/{contact_id}/merge", {
        params: { ...at(survivor.id), header: ifMatch(`"${survivor.version}"`) as never },
        body: value,
        headers: intended(intent),
      }),
    ) as Promise<unknown> as Promise<Contact>,
  unmerge: (id: string, intent: string) =>
    send(api.POST("/api/v1/contacts/{contact_id}/unmerge", { params: at(id), headers: intended(intent) })) as Promise<unknown> as Promise<Contact>,
};
