import type { FormField, FormText, WebForm, WebFormWrite } from "@/api/leads";
import type { CustomField, Locale } from "@/api/types";

import type { FirstWords } from "./words/first";

const BOTH: readonly string[] = ["lead", "contact"];

/** What a form may ask, and for which records. */
export const ASKED: Readonly<Record<keyof FirstWords["fields"], readonly string[]>> = {
  first_name: BOTH,
  last_name: BOTH,
  company_name: ["lead"],
  position: BOTH,
  email: BOTH,
  phone: BOTH,
  website: BOTH,
  city: BOTH,
  description: BOTH,
};
/** Whether a form that makes these records may ask this; the organization's fields are no matter of it. */
export const isAsked = (name: string, makes: string): boolean => new Map(Object.entries(ASKED)).get(name)?.includes(makes) ?? false;
/** What a field is called in one language until somebody calls it otherwise. */
export const firstWord = (words: FirstWords, name: string): string => new Map(Object.entries(words.fields)).get(name) ?? name;

const TYPES: readonly string[] = ["text", "area", "number", "date", "list", "checkbox"];

/** The organization's fields that strangers may be asked: a unique one would tell what is here. */
export const askable = (fields: readonly CustomField[]) => fields.filter((field) => field.active && !field.unique && TYPES.includes(field.type));

export interface FormValues {
  name: string;
  makes: "lead" | "contact";
  title: FormText;
  fields: (FormField & { key: string })[];
  asks: boolean;
  consent: FormText;
  thanks: FormText;
  redirect_url: string;
  origins: string[];
  owner_id: string | null;
  manager_ids: string[];
  visibility: WebForm["visibility"];
  tags: string[];
  source_id: string | null;
  active: boolean;
}

let rows = 0;
export const row = (field: FormField) => ({ ...field, key: `field-${++rows}` });
const asked = (words: Record<Locale, FirstWords>, name: string, required = false): FormField => ({
  name,
  label: { es: firstWord(words.es, name), en: firstWord(words.en, name) },
  required,
});
export const askedField = (words: Record<Locale, FirstWords>, name: string, custom?: CustomField) =>
  row(custom ? { name, label: { es: custom.title, en: custom.title }, required: custom.required } : asked(words, name));

export const blankForm = (me: string, words: Record<Locale, FirstWords>): FormValues => ({
  name: "",
  makes: "lead",
  title: { es: words.es.title, en: words.en.title },
  fields: [
    asked(words, "first_name", true),
    asked(words, "last_name"),
    asked(words, "email", true),
    asked(words, "phone"),
    asked(words, "description"),
  ].map(row),
  asks: true,
  consent: { es: words.es.consent, en: words.en.consent },
  thanks: { es: words.es.thanks, en: words.en.thanks },
  redirect_url: "",
  origins: [],
  owner_id: me,
  manager_ids: [me],
  visibility: "private",
  tags: [],
  source_id: null,
  active: true,
});

export const formValuesOf = (form: WebForm): FormValues => ({
  ...form,
  fields: form.fields.map(row),
  asks: form.consent !== null,
  consent: form.consent ?? { es: "", en: "" },
  redirect_url: form.redirect_url ?? "",
  owner_id: form.owner_id ?? null,
  source_id: form.source_id ?? null,
});

/** The request's body; what a form makes is said only once. */
export function bodyOf(values: FormValues, isNew: boolean): WebFormWrite {
  const { name, title, thanks, origins, owner_id, manager_ids, visibility, tags, source_id, active } = values;
  return {
    name: name.trim(),
    ...(isNew ? { makes: values.makes } : {}),
    title,
    fields: values.fields.map(({ name: field, label, required }) => ({ name: field, label, required })),
    consent: values.asks ? values.consent : null,
    thanks,
    redirect_url: values.redirect_url.trim() || null,
    origins,
    owner_id,
    manager_ids,
    visibility,
    tags,
    source_id,
    active,
  } as WebFormWrite;
}
