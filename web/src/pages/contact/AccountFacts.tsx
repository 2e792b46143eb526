import { Group, NumberInput, Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useMe } from "@/api/session";
import { money } from "@/app/format";
import { AmountInput } from "@/ui/AmountInput";
import { AccountBadge } from "@/ui/badges";
import { currenciesWith } from "@/ui/currencies";
import { usePeople } from "@/ui/directory";

import { ACCOUNT_STATUSES, PRIORITIES } from "./catalogs";
import classes from "./ContactPage.module.css";
import { InlineField } from "./InlineField";
import { type FactProps, useFields } from "./inlineFields";
import type { AccountName } from "./layout";
import { clientNumber } from "./clientNumber";

/** Days, and what may be owed at most; without days the client pays at once (B-37). */
function Credit({ contact, editable, save }: FactProps) {
  const { t } = useTranslation();
  const me = useMe();
  const limit = contact.credit_limit;
  const value = {
    days: (contact.credit_days ?? "") as number | string,
    amount: (limit ? Number(limit.amount) : "") as number | string,
    currency: limit?.currency ?? contact.currency ?? me.organization.currency,
  };
  const shown = [contact.credit_days != null && t("contact.creditDaysN", { count: contact.credit_days }), limit && money(limit)].filter(Boolean).join(" · ");
  return (
    <InlineField
      label={t("contact.payment")}
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

/** One fact of the client's account and its terms (C-05, C-32…C-37), by its name in the layout. */
export function AccountFact({ name, ...props }: FactProps & { name: AccountName }) {
  const { contact } = props;
  const { t } = useTranslation();
  const { nameOf, options } = usePeople();
  const fields = useFields(props);
  const facts: Record<AccountName, () => ReactNode> = {
    client_number: () =>
      contact.client_number != null && (
        <div className={classes.plain}>
          <dt>{t("contact.clientNumber")}</dt>
          <dd className="number">{clientNumber(contact.client_number)}</dd>
        </div>
      ),
    owner_id: () => fields.one("owner_id", t("contact.seller"), options, nameOf(contact.owner_id) || t("contact.somebody")),
    account_status: () =>
      fields.choice("account_status", t("contact.accountStatus"), ACCOUNT_STATUSES, (value) => t(`contact.accountStatuses.${value}`), <AccountBadge value={contact.account_status} />),
    priority: () => fields.choice("priority", t("contact.priority"), PRIORITIES, (value) => t(`contact.priorities.${value}`), t(`contact.priorities.${contact.priority}`)),
    economic_activity: () => fields.text("economic_activity", t("contact.economicActivity")),
    currency: () => fields.one("currency", t("contact.currency"), currenciesWith(contact.currency).map((value) => ({ value, label: value })), contact.currency),
    price_list: () => fields.text("price_list", t("contact.priceList")),
    credit_days: () => <Credit {...props} />,
    ledger_account: () => fields.text("ledger_account", t("contact.ledgerAccount")),
    tax_exempt: () => fields.flag("tax_exempt", t("contact.taxExempt")),
    is_supplier: () => fields.flag("is_supplier", t("contact.isSupplier")),
  };
  return facts[name]();
}
