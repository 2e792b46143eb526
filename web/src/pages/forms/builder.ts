import type { FormField, FormText, WebForm, WebFormWrite } from "@/api/leads";
import type { CustomField } from "@/api/types";

/** What a form may ask of each record, with the words that it begins with. */
export const ASKED: Readonly<Record<string, { es: string; en: string; makes: readonly string[] }>> = {
  first_name: { es: "Nombre", en: "First name", makes: ["lead", "contact"] },
  last_name: { es: "Apellido", en: "Last name", makes: ["lead", "contact"] },
  company_name: { es: "Empresa", en: "Company", makes: ["lead"] },
  position: { es: "Cargo", en: "Position", makes: ["lead", "contact"] },
  email: { es: "Correo", en: "E-mail", makes: ["lead", "contact"] },
  phone: { es: "Celular", en: "Mobile phone", makes: ["lead", "contact"] },
  website: { es: "Sitio web", en: "Web site", makes: ["lead", "contact"] },
  city: { es: "Ciudad", en: "City", makes: ["lead", "contact"] },
  description: { es: "¿En qué podemos ayudarle?", en: "How can we help you?", makes: ["lead", "contact"] },
};
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
const asked = (name: string, required = false): FormField => {
  const words = ASKED[name];
  return { name, label: { es: words?.es ?? name, en: words?.en ?? name }, required };
};
export const askedField = (name: string, custom?: CustomField) => row(custom ? { name, label: { es: custom.title, en: custom.title }, required: custom.required } : asked(name));

export const blankForm = (me: string): FormValues => ({
  name: "",
  makes: "lead",
  title: { es: "Contáctenos", en: "Contact us" },
  fields: [asked("first_name", true), asked("last_name"), asked("email", true), asked("phone"), asked("description")].map(row),
  asks: true,
  consent: {
    es: "Acepto que usen mis datos para responder a mi solicitud.",
    en: "I agree that my data be used to answer my request.",
  },
  thanks: { es: "Gracias. Le responderemos pronto.", en: "Thank you. We will answer soon." },
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
