import { Anchor, MultiSelect, Radio, Stack, TagsInput, Textarea, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { contacts } from "@/api/resources";
import type { Contact, ContactWrite, CustomField, CustomValues } from "@/api/types";
import { dayTime } from "@/app/format";
import { CustomInput } from "@/custom/CustomInput";
import { formValues, partsOf, sentValue, useDesign } from "@/custom/fields";
import { shownValue } from "@/custom/shown";
import { AccountBadge, ClassBadge } from "@/ui/badges";
import { usePeople } from "@/ui/directory";
import { TextLink } from "@/ui/TextLink";

import { CompanyField } from "./CompanyField";
import classes from "./ContactPage.module.css";
import { InlineField } from "./InlineField";
import { SECTIONS, STANDARD } from "./layout";
import { keyOf, type Save } from "./record";

function Company({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => contacts.read(id, signal),
  });
  if (!data) return null;
  return (
    <TextLink to="/contacts/$contactId" params={{ contactId: id }} size="sm">
      {data.record.name}
    </TextLink>
  );
}

export function Facts({ contact, editable, save }: { contact: Contact; editable: boolean; save: Save }) {
  const { t } = useTranslation();
  const { nameOf, options } = usePeople();
  const design = useDesign("contact");
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
  const radio = <V extends string>(draft: V, set: (next: V) => void, id: string, all: readonly V[], label: (value: V) => string) => (
    <Radio.Group aria-labelledby={id} value={draft} onChange={(next) => set(next as V)}>
      <Stack gap={8}>
        {all.map((value) => (
          <Radio key={value} value={value} label={label(value)} />
        ))}
      </Stack>
    </Radio.Group>
  );
  const nodes: Record<string, ReactNode> = {
    first_name: person && text("first_name", t("contact.firstName")),
    last_name: person && text("last_name", t("contact.lastName")),
    name: !person && text("name", t("contact.companyName")),
    class: (
      <InlineField
        label={t("contact.class")}
        value={contact.class}
        shown={<ClassBadge value={contact.class} />}
        editable={editable}
        save={(next, force) => save({ class: next }, force)}
        editor={(draft, set, _error, id) => radio(draft, set, id, ["prospect", "interested", "client"], (value) => t(`contact.classes.${value}`))}
      />
    ),
    company_id: person && (
      <InlineField
        label={t("contact.company")}
        value={contact.company_id ?? null}
        shown={contact.company_id && <Company id={contact.company_id} />}
        empty={!contact.company_id}
        editable={editable}
        save={(next, force) => save({ company_id: next }, force)}
        editor={(draft, set, error) => <CompanyField value={draft} onChange={set} error={!!error} />}
      />
    ),
    position: person && text("position", t("contact.position")),
    area: person && text("area", t("contact.area")),
    tax_id: text("tax_id", t("contact.taxId")),
    account_status: (
      <InlineField
        label={t("contact.accountStatus")}
        value={contact.account_status}
        shown={<AccountBadge value={contact.account_status} />}
        editable={editable}
        save={(next, force) => save({ account_status: next }, force)}
        editor={(draft, set, _error, id) =>
          radio(draft, set, id, ["active", "inactive", "restricted", "suspended"], (value) => t(`contact.accountStatuses.${value}`))
        }
      />
    ),
    website: text("website", t("contact.website")),
    addresses: place && (
      <div className={classes.plain}>
        <dt>{t("contact.address")}</dt>
        <dd>{place}</dd>
      </div>
    ),
    manager_ids: (
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
    ),
    tags: (
      <InlineField
        label={t("contact.tags")}
        value={contact.tags ?? []}
        shown={(contact.tags ?? []).join(", ")}
        empty={!contact.tags?.length}
        editable={editable}
        save={(next, force) => save({ tags: next }, force)}
        editor={(draft, set, error, id) => <TagsInput aria-labelledby={id} value={draft} error={!!error} onChange={set} />}
      />
    ),
    description: text("description", t("contact.description"), true),
  };
  const placed = (design.names?.length ? design.names : STANDARD).filter((name) => nodes[name] || isShown(design.byName.get(name), contact.custom));
  const parts = partsOf(placed, (name) => (name in SECTIONS ? "facts" : null), design.byName);
  return (
    <>
      {parts.map((part) => (
        <Fragment key={part.id}>
          {part.heading && (
            <Title order={3} size="0.85rem" mt="md">
              {part.heading.title}
            </Title>
          )}
          <dl className={classes.facts}>
            {part.names.map((name) => (
              <Fragment key={name}>
                {nodes[name] ?? <CustomFact field={design.byName.get(name)} values={contact.custom} editable={editable} save={save} />}
              </Fragment>
            ))}
          </dl>
        </Fragment>
      ))}
      <dl className={classes.facts}>
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
    </>
  );
}

/** Whether a page shows the field: in use, or out of use with a value. */
const isShown = (field: CustomField | undefined, values: CustomValues): boolean =>
  !!field && (field.type === "heading" || field.active || values[field.key] != null);

/** A value of an organization's own field, changed where it stands. */
function CustomFact({ field, values, editable, save }: { field?: CustomField; values: CustomValues; editable: boolean; save: Save }) {
  const { t } = useTranslation();
  if (!field) return null;
  const value = values[field.key];
  const shown = shownValue(field, value, { yes: t("custom.yes"), no: t("custom.no") });
  return (
    <InlineField<unknown>
      label={field.title}
      value={formValues([field], values)[field.key]}
      shown={shown}
      empty={!shown}
      editable={editable && field.active}
      save={(next, force) => save({ custom: { [field.key]: sentValue(field, next) } }, force)}
      editor={(draft, set, error, id) => <CustomInput field={field} labelledBy={id} value={draft} error={error} onChange={set} />}
    />
  );
}
