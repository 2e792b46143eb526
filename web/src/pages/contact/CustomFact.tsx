import { useTranslation } from "react-i18next";

import type { CustomField } from "@/api/types";
import { CustomInput } from "@/custom/CustomInput";
import { formValues, sentValue } from "@/custom/fields";
import { shownValue } from "@/custom/shown";

import { InlineField } from "./InlineField";
import type { FactProps } from "./inlineFields";

/** A value of an organization's own field, changed where it stands. */
export function CustomFact({ field, contact, editable, save }: FactProps & { field: CustomField }) {
  const { t } = useTranslation();
  const values = contact.custom;
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
