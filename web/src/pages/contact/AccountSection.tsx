import { MultiSelect, Select, Switch, TagsInput, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { ContactField } from "@/ui/ContactField";
import { currenciesWith } from "@/ui/currencies";
import { usePeople } from "@/ui/directory";
import { Lines } from "@/ui/states";

import { ACCOUNT_STATUSES, PRIORITIES, useContactRoles, useSources, useTags, useTemperatures, useTypes } from "./catalogs";
import classes from "./ContactForm.module.css";
import type { FieldName } from "./layout";
import type { ContactValues } from "./values";

// Amounts weigh as much as the rest of the form.
const Terms = lazy(() => import("./Terms").then((module) => ({ default: module.Terms })));

type Form = UseFormReturnType<ContactValues>;
/** What a form shows for each field; nothing where the contact does not have it. */
export type Inputs = Partial<Record<FieldName, ReactNode>>;

const clear = (label: string) => ({ clearable: true, clearButtonProps: { "aria-label": label } });

/** What a contact is to the organization: type, source, roles, temperature, tags (C-02, C-06, C-19, C-20, C-47, C-49). */
export function useClassification(form: Form): Inputs {
  const { t } = useTranslation();
  const { values } = form;
  const types = useTypes();
  const sources = useSources();
  const roles = useContactRoles();
  const temperatures = useTemperatures();
  const tags = useTags();
  const source = sources.of(values.source_id);
  const isReferral = !!source && "kind" in source && source.kind === "referral";
  return {
    type_id: <Select label={t("contact.type")} placeholder={t("contact.unspecified")} {...clear(t("action.clear"))} data={types.options([values.type_id])} {...form.getInputProps("type_id")} />,
    temperature_id: (
      <Select label={t("contact.temperature")} placeholder={t("contact.unspecified")} {...clear(t("action.clear"))} data={temperatures.options([values.temperature_id])} {...form.getInputProps("temperature_id")} />
    ),
    source_id: (
      <Select
        label={t("contact.source")}
        placeholder={t("contact.unspecified")}
        {...clear(t("action.clear"))}
        data={sources.options([values.source_id])}
        value={values.source_id}
        error={form.errors.source_id}
        onChange={(source_id) => form.setValues({ source_id, referred_by_id: null })}
      />
    ),
    referred_by_id: isReferral && (
      <ContactField label={t("contact.referredBy")} value={values.referred_by_id} error={form.errors.referred_by_id} onChange={(value) => form.setFieldValue("referred_by_id", value)} />
    ),
    role_ids: <MultiSelect label={t("contact.roles")} className={classes.wide} hidePickedOptions data={roles.options(values.role_ids)} {...form.getInputProps("role_ids")} />,
    tags: <TagsInput label={t("contact.tags")} className={classes.wide} data={tags} {...form.getInputProps("tags")} />,
  };
}

/** The client's account (C-32…C-37) and on which terms it buys (C-05, B-37). */
export function useAccount(form: Form): Inputs {
  const { t } = useTranslation();
  const { options } = usePeople();
  const { values } = form;
  return {
    owner_id: <Select label={t("contact.seller")} description={t("contact.sellerHint")} searchable {...clear(t("action.clear"))} data={options} {...form.getInputProps("owner_id")} />,
    account_status: (
      <Select
        label={t("contact.accountStatus")}
        description={t(`contact.accountHints.${values.account_status}`)}
        allowDeselect={false}
        data={ACCOUNT_STATUSES.map((value) => ({ value, label: t(`contact.accountStatuses.${value}`) }))}
        {...form.getInputProps("account_status")}
      />
    ),
    priority: (
      <Select label={t("contact.priority")} allowDeselect={false} data={PRIORITIES.map((value) => ({ value, label: t(`contact.priorities.${value}`) }))} {...form.getInputProps("priority")} />
    ),
    economic_activity: <TextInput label={t("contact.economicActivity")} autoComplete="off" {...form.getInputProps("economic_activity")} />,
    currency: (
      <Select label={t("contact.currency")} placeholder={t("contact.currencyOwn")} searchable {...clear(t("action.clear"))} data={currenciesWith(values.currency)} {...form.getInputProps("currency")} />
    ),
    price_list: <TextInput label={t("contact.priceList")} autoComplete="off" {...form.getInputProps("price_list")} />,
    credit_days: (
      <Suspense fallback={<Lines count={1} />}>
        <Terms form={form} />
      </Suspense>
    ),
    ledger_account: <TextInput label={t("contact.ledgerAccount")} autoComplete="off" {...form.getInputProps("ledger_account")} />,
    tax_exempt: <Switch className={classes.switch} label={t("contact.taxExempt")} {...form.getInputProps("tax_exempt", { type: "checkbox" })} />,
    is_supplier: <Switch className={classes.switch} label={t("contact.isSupplier")} {...form.getInputProps("is_supplier", { type: "checkbox" })} />,
  };
}
