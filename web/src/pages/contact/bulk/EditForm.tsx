import { Checkbox, MultiSelect, Select, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { CustomInput } from "@/custom/CustomInput";
import { emptyOf, PREFIX, sentValue, useDesign } from "@/custom/fields";
import type { BulkFormProps } from "@/lists/bulk/actions";
import { EditDialog } from "@/ui/EditDialog";

import { ACCOUNT_STATUSES, PRIORITIES, useContactRoles, useSources, useTemperatures, useTypes } from "../catalogs";

type Kind = "text" | "list" | "many" | "flag";
interface BuiltIn {
  name: string;
  label: string;
  kind: Kind;
  options?: { value: string; label: string }[];
  /** Whether it may be left without a value. */
  empties?: boolean;
}

function useBuiltIn(): BuiltIn[] {
  const { t } = useTranslation();
  const [types, sources, roles, temperatures] = [useTypes(), useSources(), useContactRoles(), useTemperatures()];
  const words = <V extends string>(values: readonly V[], word: (value: V) => string) => values.map((value) => ({ value, label: word(value) }));
  return [
    { name: "class", label: t("contact.class"), kind: "list", options: words(["prospect", "interested", "client"] as const, (value) => t(`contact.classes.${value}`)) },
    { name: "type_id", label: t("contact.type"), kind: "list", options: types.options(), empties: true },
    { name: "temperature_id", label: t("contact.temperature"), kind: "list", options: temperatures.options(), empties: true },
    { name: "source_id", label: t("contact.source"), kind: "list", options: sources.options(), empties: true },
    { name: "role_ids", label: t("contact.roles"), kind: "many", options: roles.options(), empties: true },
    { name: "priority", label: t("contact.priority"), kind: "list", options: words(PRIORITIES, (value) => t(`contact.priorities.${value}`)) },
    { name: "account_status", label: t("contact.accountStatus"), kind: "list", options: words(ACCOUNT_STATUSES, (value) => t(`contact.accountStatuses.${value}`)) },
    { name: "visibility", label: t("contact.privacy"), kind: "list", options: words(["private", "read", "write"] as const, (value) => t(`privacy.${value}`)) },
    { name: "area", label: t("contact.area"), kind: "text", empties: true },
    { name: "position", label: t("contact.position"), kind: "text", empties: true },
    { name: "economic_activity", label: t("contact.economicActivity"), kind: "text", empties: true },
    { name: "price_list", label: t("contact.priceList"), kind: "text", empties: true },
    { name: "is_supplier", label: t("contact.isSupplier"), kind: "flag" },
    { name: "tax_exempt", label: t("contact.taxExempt"), kind: "flag" },
  ];
}

/** Sets one field of many contacts, a built-in one or the organization's own (C-43). */
export default function EditForm({ about, onClose, start }: BulkFormProps) {
  const { t } = useTranslation();
  const builtIn = useBuiltIn();
  const { fields } = useDesign("contact");
  const own = fields.filter((field) => field.type !== "heading" && field.active);
  const [name, setName] = useState<string | null>(null);
  const [value, setValue] = useState<unknown>(null);
  const [errors, setErrors] = useState<{ name?: string; value?: string }>({});
  const known = builtIn.find((one) => one.name === name);
  const custom = own.find((one) => PREFIX + one.key === name);
  const sent = known ? (value === "" ? null : value) : custom ? sentValue(custom, value) : null;
  return (
    <EditDialog
      opened
      title={t("bulk.edit.title")}
      onClose={onClose}
      submitLabel={t("bulk.edit.submit")}
      check={() => {
        const fault = !name ? { name: t("form.needed") } : known && !known.empties && sent === null ? { value: t("form.needed") } : {};
        setErrors(fault);
        return !Object.keys(fault).length;
      }}
      knows={(field) => field.startsWith("params")}
      setErrors={(found) => setErrors({ value: Object.values(found)[0] })}
      save={() => start(known ? { [known.name]: sent } : custom ? { custom: { [custom.key]: sent } } : {})}
    >
      <Text size="sm">{about}</Text>
      <Select
        label={t("bulk.edit.field")}
        data-autofocus
        value={name}
        error={errors.name}
        data={[
          { group: t("bulk.edit.builtIn"), items: builtIn.map((one) => ({ value: one.name, label: one.label })) },
          ...(own.length ? [{ group: t("bulk.edit.own"), items: own.map((one) => ({ value: PREFIX + one.key, label: one.title })) }] : []),
        ]}
        onChange={(next) => {
          const field = own.find((one) => PREFIX + one.key === next);
          const kind = builtIn.find((one) => one.name === next)?.kind;
          setName(next);
          setValue(field ? emptyOf(field) : kind === "flag" ? false : kind === "many" ? [] : null);
          setErrors({});
        }}
      />
      {known && <BuiltInInput field={known} value={value} onChange={setValue} error={errors.value} />}
      {custom && <CustomInput field={custom} value={value} onChange={setValue} error={errors.value} />}
      {name && (!known || known.empties) && (
        <Text size="xs" c="dimmed">
          {t("bulk.edit.emptyHint")}
        </Text>
      )}
    </EditDialog>
  );
}

function BuiltInInput({ field, value, onChange, error }: { field: BuiltIn; value: unknown; onChange: (value: unknown) => void; error: ReactNode }) {
  const { t } = useTranslation();
  const label = t("bulk.edit.value");
  switch (field.kind) {
    case "list":
      return (
        <Select
          label={label}
          searchable
          clearable={!!field.empties}
          clearButtonProps={{ "aria-label": t("action.clear") }}
          nothingFoundMessage={t("state.nothingFound")}
          data={field.options}
          value={typeof value === "string" ? value : null}
          error={error}
          onChange={onChange}
        />
      );
    case "many":
      return <MultiSelect label={label} hidePickedOptions data={field.options} value={Array.isArray(value) ? (value as string[]) : []} error={error} onChange={onChange} />;
    case "flag":
      return <Checkbox label={field.label} checked={value === true} error={error} onChange={(event) => onChange(event.currentTarget.checked)} />;
    default:
      return <TextInput label={label} autoComplete="off" maxLength={200} value={typeof value === "string" ? value : ""} error={error} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}
