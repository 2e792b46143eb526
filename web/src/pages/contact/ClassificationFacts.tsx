import { MultiSelect, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ContactField } from "@/ui/ContactField";

import { useContactRoles, useSources, useTags, useTemperatures, useTypes } from "./catalogs";
import { InlineField } from "./InlineField";
import { type FactProps, type Facts, Person, useFields } from "./inlineFields";
import { Temperature } from "./Temperature";

/** What the contact is to the organization (C-02, C-06, C-19, C-20, C-47, C-49). */
export function useClassificationFacts(props: FactProps): Facts {
  const { contact, editable, save } = props;
  const { t } = useTranslation();
  const fields = useFields(props);
  const types = useTypes();
  const sources = useSources();
  const roles = useContactRoles();
  const temperatures = useTemperatures();
  const tags = useTags();
  const source = sources.of(contact.source_id);
  const isReferral = !!source && "kind" in source && source.kind === "referral";
  return {
    type_id: fields.one("type_id", t("contact.type"), types.options([contact.type_id]), types.nameOf(contact.type_id), t("contact.unspecified")),
    temperature_id: fields.one("temperature_id", t("contact.temperature"), temperatures.options([contact.temperature_id]), <Temperature id={contact.temperature_id} />),
    source_id: fields.one("source_id", t("contact.source"), sources.options([contact.source_id]), sources.nameOf(contact.source_id)),
    referred_by_id: isReferral && (
      <InlineField
        label={t("contact.referredBy")}
        value={contact.referred_by_id ?? null}
        shown={contact.referred_by_id && <Person id={contact.referred_by_id} />}
        empty={!contact.referred_by_id}
        editable={editable}
        save={(next, force) => save({ referred_by_id: next }, force)}
        editor={(draft, set, error) => <ContactField label={t("contact.referredBy")} value={draft} onChange={set} error={!!error} />}
      />
    ),
    role_ids: (
      <InlineField
        label={t("contact.roles")}
        value={contact.role_ids}
        shown={contact.role_ids.map((id) => roles.nameOf(id)).join(", ")}
        empty={!contact.role_ids.length}
        editable={editable}
        save={(next, force) => save({ role_ids: next }, force)}
        editor={(draft, set, error, id) => <MultiSelect aria-labelledby={id} hidePickedOptions data={roles.options(contact.role_ids)} value={draft} error={!!error} onChange={set} />}
      />
    ),
    tags: (
      <InlineField
        label={t("contact.tags")}
        value={contact.tags}
        shown={contact.tags.join(", ")}
        empty={!contact.tags.length}
        editable={editable}
        save={(next, force) => save({ tags: next }, force)}
        editor={(draft, set, error, id) => <TagsInput aria-labelledby={id} data={tags} value={draft} error={!!error} onChange={set} />}
      />
    ),
  };
}
