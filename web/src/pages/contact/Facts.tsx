import { Anchor, MultiSelect, Radio, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Contact, ContactWrite } from "@/api/types";
import { dayTime } from "@/app/format";
import { ClassBadge } from "@/ui/badges";
import { usePeople } from "@/ui/directory";

import { useTags } from "./catalogs";
import { ClassificationFacts } from "./ClassificationFacts";
import { ContactField } from "@/ui/ContactField";
import classes from "./ContactPage.module.css";
import { InlineField } from "./InlineField";
import { Person } from "./inlineFields";
import type { Save } from "./record";

export function Facts({ contact, editable, save }: { contact: Contact; editable: boolean; save: Save }) {
  const { t } = useTranslation();
  const { nameOf, options } = usePeople();
  const tags = useTags();
  const person = contact.kind === "person";
  const text = (name: "first_name" | "last_name" | "name" | "position" | "area" | "tax_id" | "website" | "description", label: string, long = false): ReactNode => {
    const value = contact[name] ?? "";
    return (
      <InlineField
        key={name}
        label={label}
        value={value}
        shown={name === "website" ? <Anchor href={value} target="_blank" rel="noreferrer" size="sm">{value}</Anchor> : value}
        empty={!value}
        editable={editable}
        save={(next, force) => save({ [name]: next.trim() || null } as Partial<ContactWrite>, force)}
        editor={(draft, set, error, id) =>
          long ? (
            <Textarea aria-labelledby={id} autosize minRows={3} maxRows={12} value={draft} error={!!error} onChange={(event) => set(event.currentTarget.value)} />
          ) : (
            <TextInput aria-labelledby={id} autoComplete="off" value={draft} error={!!error} onChange={(event) => set(event.currentTarget.value)} />
          )
        }
      />
    );
  };
  const address = contact.addresses?.[0];
  const place = [address?.street, address?.city, address?.region, address?.country].filter(Boolean).join(", ");
  return (
    <dl className={classes.facts}>
      {person ? [text("first_name", t("contact.firstName")), text("last_name", t("contact.lastName"))] : text("name", t("contact.companyName"))}
      <InlineField
        label={t("contact.class")}
        value={contact.class}
        shown={<ClassBadge value={contact.class} />}
        editable={editable}
        save={(next, force) => save({ class: next }, force)}
        editor={(draft, set, _error, id) => (
          <Radio.Group aria-labelledby={id} value={draft} onChange={(next) => set(next as Contact["class"])}>
            <Stack gap={8}>
              {(["prospect", "interested", "client"] as const).map((value) => (
                <Radio key={value} value={value} label={t(`contact.classes.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
      />
      {person && (
        <InlineField
          label={t("contact.company")}
          value={contact.company_id ?? null}
          shown={contact.company_id && <Person id={contact.company_id} />}
          empty={!contact.company_id}
          editable={editable}
          save={(next, force) => save({ company_id: next }, force)}
          editor={(draft, set, error) => <ContactField label={t("contact.company")} kind="company" value={draft} onChange={set} error={!!error} />}
        />
      )}
      {person && [text("position", t("contact.position")), text("area", t("contact.area"))]}
      {text("tax_id", t("contact.taxId"))}
      {text("website", t("contact.website"))}
      {place && (
        <div className={classes.plain}>
          <dt>{t("contact.address")}</dt>
          <dd>{place}</dd>
        </div>
      )}
      <InlineField
        label={t("contact.managers")}
        value={contact.manager_ids}
        shown={contact.manager_ids.map((id) => nameOf(id) || t("contact.somebody")).join(", ")}
        empty={!contact.manager_ids.length}
        editable={editable}
        save={(next, force) => save({ manager_ids: next }, force)}
        editor={(draft, set, error, id) => (
          <MultiSelect aria-labelledby={id} searchable hidePickedOptions data={options} value={draft} error={!!error} onChange={set} nothingFoundMessage={t("state.nothingFound")} />
        )}
      />
      <InlineField
        label={t("contact.tags")}
        value={contact.tags ?? []}
        shown={(contact.tags ?? []).join(", ")}
        empty={!contact.tags?.length}
        editable={editable}
        save={(next, force) => save({ tags: next }, force)}
        editor={(draft, set, error, id) => <TagsInput aria-labelledby={id} data={tags} value={draft} error={!!error} onChange={set} />}
      />
      <ClassificationFacts contact={contact} editable={editable} save={save} />
      {text("description", t("contact.description"), true)}
      <div className={classes.plain}>
        <dt>{t("contact.created")}</dt>
        <dd>
          {t("contact.createdAs", {
            at: dayTime(contact.created_at),
            origin: t(`contact.origins.${contact.origin}` as "contact.origins.manual", { defaultValue: contact.origin }),
          })}
        </dd>
      </div>
    </dl>
  );
}
