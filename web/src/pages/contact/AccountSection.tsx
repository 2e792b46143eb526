import { Group, MultiSelect, NumberInput, SegmentedControl, Select, Switch, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";

import { AmountInput } from "@/ui/AmountInput";
import { currenciesWith } from "@/ui/currencies";
import { usePeople } from "@/ui/directory";
import { ContactField } from "@/ui/ContactField";

import { ACCOUNT_STATUSES, PRIORITIES, useContactRoles, useSources, useTemperatures, useTypes } from "./catalogs";
import classes from "./ContactForm.module.css";
import type { ContactValues } from "./values";

interface Props {
  form: UseFormReturnType<ContactValues>;
}

const clear = (label: string) => ({ clearable: true, clearButtonProps: { "aria-label": label } });

/** What a contact is to the organization: type, source, roles, temperature (C-02, C-19, C-20, C-47, C-49). */
export function Classification({ form }: Props) {
  const { t } = useTranslation();
  const { values } = form;
  const types = useTypes();
  const sources = useSources();
  const roles = useContactRoles();
  const temperatures = useTemperatures();
  const source = sources.of(values.source_id);
  const isReferral = !!source && "kind" in source && source.kind === "referral";
  return (
    <>
      <Select label={t("contact.type")} placeholder={t("contact.unspecified")} {...clear(t("action.clear"))} data={types.options([values.type_id])} {...form.getInputProps("type_id")} />
      <Select label={t("contact.temperature")} placeholder={t("contact.unspecified")} {...clear(t("action.clear"))} data={temperatures.options([values.temperature_id])} {...form.getInputProps("temperature_id")} />
      <Select
        label={t("contact.source")}
        placeholder={t("contact.unspecified")}
        {...clear(t("action.clear"))}
        data={sources.options([values.source_id])}
        value={values.source_id}
        error={form.errors.source_id}
        onChange={(source_id) => form.setValues({ source_id, referred_by_id: null })}
      />
      {isReferral && (
        <ContactField label={t("contact.referredBy")} value={values.referred_by_id} error={form.errors.referred_by_id} onChange={(value) => form.setFieldValue("referred_by_id", value)} />
      )}
      <MultiSelect label={t("contact.roles")} className={classes.wide} hidePickedOptions data={roles.options(values.role_ids)} {...form.getInputProps("role_ids")} />
    </>
  );
}

/** The client's account (C-32…C-37) and on which terms it buys (C-05, B-37). */
export function Account({ form }: Props) {
  const { t } = useTranslation();
  const { options } = usePeople();
  const { values } = form;
  return (
    <>
      <Select label={t("contact.seller")} description={t("contact.sellerHint")} searchable {...clear(t("action.clear"))} data={options} {...form.getInputProps("owner_id")} />
      <Select
        label={t("contact.accountStatus")}
        description={t(`contact.accountHints.${values.account_status}`)}
        allowDeselect={false}
        data={ACCOUNT_STATUSES.map((value) => ({ value, label: t(`contact.accountStatuses.${value}`) }))}
        {...form.getInputProps("account_status")}
      />
      <Select label={t("contact.priority")} allowDeselect={false} data={PRIORITIES.map((value) => ({ value, label: t(`contact.priorities.${value}`) }))} {...form.getInputProps("priority")} />
      <TextInput label={t("contact.economicActivity")} autoComplete="off" {...form.getInputProps("economic_activity")} />
      <Select label={t("contact.currency")} placeholder={t("contact.currencyOwn")} searchable {...clear(t("action.clear"))} data={currenciesWith(values.currency)} {...form.getInputProps("currency")} />
      <TextInput label={t("contact.priceList")} autoComplete="off" {...form.getInputProps("price_list")} />
      <Group className={classes.wide} gap={16} align="end">
        <div>
          <SegmentedControl
            aria-label={t("contact.payment")}
            data={[
              { value: "cash", label: t("contact.cash") },
              { value: "credit", label: t("contact.credit") },
            ]}
            value={values.credit_days === null ? "cash" : "credit"}
            onChange={(value) => form.setValues(value === "credit" ? { credit_days: 30 } : { credit_days: null, credit_limit: "" })}
          />
        </div>
        {values.credit_days !== null && (
          <>
            <NumberInput label={t("contact.creditDays")} w={130} min={0} max={3650} allowDecimal={false} {...form.getInputProps("credit_days")} />
            <AmountInput label={t("contact.creditLimit")} w={170} {...form.getInputProps("credit_limit")} />
            <Select aria-label={t("contact.creditCurrency")} w={100} allowDeselect={false} searchable data={currenciesWith(values.credit_currency)} {...form.getInputProps("credit_currency")} />
          </>
        )}
      </Group>
      <TextInput label={t("contact.ledgerAccount")} autoComplete="off" {...form.getInputProps("ledger_account")} />
      <div>
        <Switch mt={6} label={t("contact.taxExempt")} {...form.getInputProps("tax_exempt", { type: "checkbox" })} />
        <Switch mt={10} label={t("contact.isSupplier")} {...form.getInputProps("is_supplier", { type: "checkbox" })} />
      </div>
    </>
  );
}
