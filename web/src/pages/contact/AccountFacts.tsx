import { Checkbox, Group, MultiSelect, NumberInput, Radio, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { contacts } from "@/api/resources";
import type { Contact, ContactWrite } from "@/api/types";
import { money } from "@/app/format";
import { AmountInput } from "@/ui/AmountInput";
import { AccountBadge } from "@/ui/badges";
import { ContactField } from "@/ui/ContactField";
import { currenciesWith } from "@/ui/currencies";
import { usePeople } from "@/ui/directory";
import { TextLink } from "@/ui/TextLink";

import { ACCOUNT_STATUSES, PRIORITIES, useContactRoles, useSources, useTemperatures, useTypes } from "./catalogs";
import { InlineField } from "./InlineField";
import { keyOf, type Save } from "./record";
import { Temperature } from "./Temperature";

interface Props {
  contact: Contact;
  editable: boolean;
  save: Save;
}

type Option = { value: string; label: string };
type Texts = "economic_activity" | "price_list" | "ledger_account";
type Ids = "type_id" | "source_id" | "temperature_id" | "owner_id" | "currency";

/** A contact's name that leads to it; nothing where the reader may not see it. */
export function Person({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, isError } = useQuery({ queryKey: keyOf(id), queryFn: ({ signal }) => contacts.read(id, signal), retry: false });
  if (isError) return <>{t("contact.private")}</>;
  return data ? (
    <TextLink to="/contacts/$contactId" params={{ contactId: id }} size="sm">
      {data.record.name}
    </TextLink>
  ) : null;
}

function useFields({ contact, editable, save }: Props) {
  const { t } = useTranslation();
  return {
    text: (name: Texts, label: string) => (
      <InlineField
        label={label}
        value={contact[name] ?? ""}
        shown={contact[name]}
        empty={!contact[name]}
        editable={editable}
        save={(next, force) => save({ [name]: next.trim() || null }, force)}
        editor={(draft, set, error, id) => <TextInput aria-labelledby={id} autoComplete="off" value={draft} error={!!error} onChange={(event) => set(event.currentTarget.value)} />}
      />
    ),
    one: (name: Ids, label: string, options: Option[], shown: ReactNode) => (
      <InlineField
        label={label}
        value={contact[name] ?? null}
        shown={shown}
        empty={!contact[name]}
        editable={editable}
        save={(next, force) => save({ [name]: next } as Partial<ContactWrite>, force)}
        editor={(draft, set, error, id) => (
          <Select aria-labelledby={id} placeholder={t("contact.unspecified")} searchable clearable clearButtonProps={{ "aria-label": t("action.clear") }} data={options} value={draft} error={!!error} onChange={set} />
        )}
      />
    ),
    choice: <N extends "account_status" | "priority">(name: N, label: string, values: readonly Contact[N][], worded: (value: Contact[N]) => string, shown: ReactNode) => (
      <InlineField
        label={label}
        value={contact[name]}
        shown={shown}
        editable={editable}
        save={(next, force) => save({ [name]: next }, force)}
        editor={(draft, set, _error, id) => (
          <Radio.Group aria-labelledby={id} value={draft} onChange={(next) => set(next as Contact[N])}>
            <Stack gap={8}>
              {values.map((value) => (
                <Radio key={value} value={value} label={worded(value)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
      />
    ),
    flag: (name: "tax_exempt" | "is_supplier", label: string) => (
      <InlineField
        label={label}
        value={contact[name]}
        shown={t(contact[name] ? "contact.yes" : "contact.no")}
        editable={editable}
        save={(next, force) => save({ [name]: next }, force)}
        editor={(draft, set) => <Checkbox label={label} checked={draft} onChange={(event) => set(event.currentTarget.checked)} />}
      />
    ),
  };
}

/** Days, and what may be owed at most; without days the client pays at once (B-37). */
function Credit({ contact, editable, save }: Props) {
  const { t } = useTranslation();
  const limit = contact.credit_limit;
  const value = {
    days: (contact.credit_days ?? "") as number | string,
    amount: (limit ? Number(limit.amount) : "") as number | string,
    currency: limit?.currency ?? contact.currency ?? "COP",
  };
  const shown = [contact.credit_days != null && t("contact.creditDaysN", { count: contact.credit_days }), limit && money(limit)].filter(Boolean).join(" · ");
  return (
    <InlineField
      label={t("contact.credit")}
      value={value}
      shown={shown || t("contact.cash")}
      editable={editable}
      save={(next, force) =>
        save(
          next.days === ""
            ? { credit_days: null, credit_limit: null }
            : { credit_days: Number(next.days), credit_limit: next.amount === "" ? null : { amount: String(next.amount), currency: next.currency } },
          force,
        )
      }
      editor={(draft, set, error) => (
        <Group gap={8} align="end">
          <NumberInput label={t("contact.creditDays")} description={t("contact.creditDaysHint")} min={0} max={3650} allowDecimal={false} value={draft.days} onChange={(days) => set({ ...draft, days })} />
          <AmountInput label={t("contact.creditLimit")} w={150} error={!!error} value={draft.amount} onChange={(amount) => set({ ...draft, amount })} />
          <Select aria-label={t("contact.creditCurrency")} w={96} allowDeselect={false} searchable data={currenciesWith(draft.currency)} value={draft.currency} onChange={(currency) => currency && set({ ...draft, currency })} />
        </Group>
      )}
    />
  );
}

/** What the contact is to the organization (C-02, C-19, C-20, C-47, C-49). */
export function ClassificationFacts(props: Props) {
  const { contact, editable, save } = props;
  const { t } = useTranslation();
  const fields = useFields(props);
  const types = useTypes();
  const sources = useSources();
  const roles = useContactRoles();
  const temperatures = useTemperatures();
  const source = sources.of(contact.source_id);
  const isReferral = !!source && "kind" in source && source.kind === "referral";
  return (
    <>
      {fields.one("type_id", t("contact.type"), types.options([contact.type_id]), types.nameOf(contact.type_id))}
      {fields.one("temperature_id", t("contact.temperature"), temperatures.options([contact.temperature_id]), <Temperature id={contact.temperature_id} />)}
      {fields.one("source_id", t("contact.source"), sources.options([contact.source_id]), sources.nameOf(contact.source_id))}
      {isReferral && (
        <InlineField
          label={t("contact.referredBy")}
          value={contact.referred_by_id ?? null}
          shown={contact.referred_by_id && <Person id={contact.referred_by_id} />}
          empty={!contact.referred_by_id}
          editable={editable}
          save={(next, force) => save({ referred_by_id: next }, force)}
          editor={(draft, set, error) => <ContactField label={t("contact.referredBy")} value={draft} onChange={set} error={!!error} />}
        />
      )}
      <InlineField
        label={t("contact.roles")}
        value={contact.role_ids}
        shown={contact.role_ids.map((id) => roles.nameOf(id)).join(", ")}
        empty={!contact.role_ids.length}
        editable={editable}
        save={(next, force) => save({ role_ids: next }, force)}
        editor={(draft, set, error, id) => <MultiSelect aria-labelledby={id} hidePickedOptions data={roles.options(contact.role_ids)} value={draft} error={!!error} onChange={set} />}
      />
    </>
  );
}

/** The client's account and its terms (C-05, C-32…C-37). */
export function AccountFacts(props: Props) {
  const { contact, editable, save } = props;
  const { t } = useTranslation();
  const { nameOf, options } = usePeople();
  const fields = useFields(props);
  return (
    <>
      {contact.kind === "company" && (
        <InlineField
          label={t("contact.mainContact")}
          value={contact.main_contact_id ?? null}
          shown={contact.main_contact_id && <Person id={contact.main_contact_id} />}
          empty={!contact.main_contact_id}
          editable={editable}
          save={(next, force) => save({ main_contact_id: next }, force)}
          editor={(draft, set, error) => <ContactField label={t("contact.mainContact")} kind="person" value={draft} onChange={set} error={!!error} />}
        />
      )}
      {fields.one("owner_id", t("contact.seller"), options, nameOf(contact.owner_id) || t("contact.somebody"))}
      {fields.choice("account_status", t("contact.accountStatus"), ACCOUNT_STATUSES, (value) => t(`contact.accountStatuses.${value}`), <AccountBadge value={contact.account_status} />)}
      {fields.choice("priority", t("contact.priority"), PRIORITIES, (value) => t(`contact.priorities.${value}`), t(`contact.priorities.${contact.priority}`))}
      {fields.text("economic_activity", t("contact.economicActivity"))}
      {fields.one("currency", t("contact.currency"), currenciesWith(contact.currency).map((value) => ({ value, label: value })), contact.currency)}
      {fields.text("price_list", t("contact.priceList"))}
      <Credit {...props} />
      {fields.flag("tax_exempt", t("contact.taxExempt"))}
      {fields.flag("is_supplier", t("contact.isSupplier"))}
      {fields.text("ledger_account", t("contact.ledgerAccount"))}
    </>
  );
}
