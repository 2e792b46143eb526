import { Checkbox, MultiSelect, NativeSelect, Select, Stack, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { CustomField } from "@/api/types";
import { DateField } from "@/pages/sales/DateField";
import { AmountInput } from "@/ui/AmountInput";

import { DECIMALS } from "./shown";

interface Props {
  field: CustomField;
  value: unknown;
  onChange: (value: unknown) => void;
  error?: ReactNode;
  /** The id of what names it, where it has no label of its own. */
  labelledBy?: string;
}

/** The options that can be chosen: those in use, and what is chosen already. */
export const choices = (field: CustomField, chosen: readonly unknown[]) =>
  field.options
    .filter((option) => option.active || chosen.includes(option.key))
    .map((option) => ({ value: option.key, label: option.label }));

/** Takes the value of an organization's own field, whatever its type. */
export function CustomInput({ field, value, onChange, error, labelledBy }: Props) {
  const { t } = useTranslation();
  const named = labelledBy
    ? { "aria-labelledby": labelledBy, error: !!error }
    : { label: field.title, withAsterisk: field.required, error };
  const text = typeof value === "string" ? value : "";
  const clear = { clearable: true, clearButtonProps: { "aria-label": t("action.clear") } };
  switch (field.type) {
    case "area":
      return <Textarea {...named} autosize minRows={2} maxRows={12} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
    case "number":
    case "money":
      return (
        <AmountInput
          {...named}
          allowNegative
          decimalScale={field.type === "money" ? 4 : DECIMALS}
          rightSection={field.currency ? <span style={{ fontSize: "0.72rem" }}>{field.currency}</span> : null}
          rightSectionWidth={48}
          value={typeof value === "number" || typeof value === "string" ? value : ""}
          onChange={onChange}
        />
      );
    case "date":
      return labelledBy ? (
        <DateField labelledBy={labelledBy} value={text || null} onChange={onChange} error={error} />
      ) : (
        <DateField label={field.required ? `${field.title} *` : field.title} value={text || null} onChange={onChange} error={error} />
      );
    case "list":
      if (labelledBy)
        return (
          <NativeSelect
            {...named}
            data={[{ value: "", label: t("contact.notGiven") }, ...choices(field, [value])]}
            value={text}
            onChange={(event) => onChange(event.currentTarget.value || null)}
          />
        );
      return <Select {...named} {...clear} searchable nothingFoundMessage={t("state.nothingFound")} data={choices(field, [value])} value={text || null} onChange={onChange} />;
    case "multiple_list": {
      const chosen = Array.isArray(value) ? (value as string[]) : [];
      if (labelledBy)
        return (
          <Checkbox.Group {...named} value={chosen} onChange={onChange}>
            <Stack gap={8}>
              {choices(field, chosen).map((option) => (
                <Checkbox key={option.value} value={option.value} label={option.label} />
              ))}
            </Stack>
          </Checkbox.Group>
        );
      return <MultiSelect {...named} searchable hidePickedOptions nothingFoundMessage={t("state.nothingFound")} data={choices(field, chosen)} value={chosen} onChange={onChange} />;
    }
    case "checkbox":
      return (
        <Checkbox
          {...(labelledBy ? { "aria-labelledby": labelledBy } : { label: field.title })}
          error={error}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    default:
      return <TextInput {...named} autoComplete="off" maxLength={200} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}
