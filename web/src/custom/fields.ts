import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { customFields } from "@/api/resources";
import type { CustomField, CustomValues, LayoutField } from "@/api/types";

export const PREFIX = "custom.";
export const keyOf = (entity: string) => ["custom-fields", entity] as const;

/** The types that a list is sorted by. */
export const SORTED: ReadonlySet<CustomField["type"]> = new Set(["text", "number", "money", "date", "list", "checkbox"]);

export interface Design {
  /** The organization's fields that are not removed, in their order. */
  fields: CustomField[];
  byName: ReadonlyMap<string, CustomField>;
  /** The names of the fields that are shown, in their order; null until it is known. */
  names: string[] | null;
}

const NONE: CustomField[] = [];

/** The fields of a record type and the order of its screens, as its administrators arranged them. */
export function useDesign(entity: string): Design {
  const fields = useQuery({
    queryKey: [...keyOf(entity), "fields"],
    queryFn: ({ signal }) => customFields(entity).list(false, signal),
    staleTime: 30_000,
  });
  const layout = useQuery({
    queryKey: [...keyOf(entity), "layout"],
    queryFn: ({ signal }) => customFields(entity).layout(signal),
    staleTime: 30_000,
  });
  const listed = fields.data?.items ?? NONE;
  // Without an answer the record is shown as if nobody had arranged it.
  const failed = fields.isError || layout.isError;
  const arranged = layout.data?.fields;
  return useMemo(
    () => ({
      fields: listed,
      byName: new Map(listed.map((field) => [PREFIX + field.key, field])),
      names: failed ? [] : arranged ? shownNames(arranged) : null,
    }),
    [listed, arranged, failed],
  );
}

export const shownNames = (layout: readonly LayoutField[]): string[] =>
  layout.filter((one) => one.visible).map((one) => one.name);

/**
 * The parts of a form or a page: consecutive fields of one section. A heading begins a part of its
 * own title; an added field between two of one section belongs to it, otherwise to `others`.
 */
export interface Part {
  id: string;
  section: string | null;
  heading: CustomField | null;
  names: string[];
}

export function partsOf(names: readonly string[], sectionOf: (name: string) => string | null, byName: Design["byName"]): Part[] {
  const parts: Part[] = [];
  const nextSection = (from: number): string | null => {
    for (const name of names.slice(from)) {
      if (byName.get(name)?.type === "heading") return null;
      const section = sectionOf(name);
      if (section) return section;
    }
    return null;
  };
  names.forEach((name, place) => {
    const field = byName.get(name);
    const last = parts.at(-1);
    if (field?.type === "heading") {
      parts.push({ id: name, section: null, heading: field, names: [] });
      return;
    }
    const own = sectionOf(name);
    if (!own && !field) return;
    const stays = last && (own ? last.heading || last.section === own : last.heading || last.section === "others" || nextSection(place) === last.section);
    if (stays) last.names.push(name);
    else parts.push({ id: name, section: own ?? "others", heading: null, names: [name] });
  });
  return parts.filter((part) => part.names.length);
}

/** What the form holds for a field that has no value yet. */
export function emptyOf(field: CustomField): unknown {
  if (field.type === "multiple_list") return [];
  if (field.type === "checkbox") return false;
  return field.type === "date" || field.type === "list" ? null : "";
}

/** The values of a form, from a record's. */
export function formValues(fields: readonly CustomField[], values: CustomValues | undefined): CustomValues {
  const pairs = fields
    .filter((field) => field.type !== "heading")
    .map((field) => {
      const value = values?.[field.key];
      if (value == null) return [field.key, emptyOf(field)];
      return [field.key, field.type === "money" ? (value as { amount: string }).amount : value];
    });
  return Object.fromEntries(pairs) as CustomValues;
}

/** One value as the server takes it: what is blank is null. */
export function sentValue(field: CustomField, value: unknown): unknown {
  if (value === "" || value == null || (Array.isArray(value) && !value.length)) return null;
  if (field.type === "money") return { amount: String(value), currency: field.currency };
  return value;
}

/** What a request says of the fields: of a known record only what was changed. */
export function sentValues(fields: readonly CustomField[], form: CustomValues, before?: CustomValues): CustomValues | undefined {
  const old = before && formValues(fields, before);
  const sent: CustomValues = {};
  for (const field of fields) {
    if (field.type === "heading" || !(field.key in form)) continue;
    const now = form[field.key];
    if (old ? JSON.stringify(now) === JSON.stringify(old[field.key]) : now === false || sentValue(field, now) === null) continue;
    sent[field.key] = sentValue(field, now);
  }
  return Object.keys(sent).length ? sent : undefined;
}
