import { Group, NumberInput, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { money } from "@/app/format";
import { AmountInput } from "@/ui/AmountInput";
import { AccountBadge } from "@/ui/badges";
import { ContactField } from "@/ui/ContactField";
import { currenciesWith } from "@/ui/currencies";
import { usePeople } from "@/ui/directory";

import { ACCOUNT_STATUSES, PRIORITIES } from "./catalogs";
import { InlineField } from "./InlineField";
import { type FactProps, Person, useFields } from "./inlineFields";

/** Days, and what may be owed at most; without days the client pays at once (B-37). */
function Credit({ contact, editable, save }: FactProps) {
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

/** The client's account and its terms (C-05, C-32…C-37). */
export function AccountFacts(props: FactProps) {
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
