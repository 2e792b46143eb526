import { useTranslation } from "react-i18next";

import type { Money } from "@/api/billing";
import { amount } from "@/app/format";

import classes from "./billing.module.css";

interface Props {
  totals: {
    subtotal: Money | null;
    discount_total: Money | null;
    total: Money | null;
    taxes: { tax_id: string; name: string; rate_percent: string; base: Money | null; amount: Money | null }[];
  };
}

/** What an invoice comes to, with the table of taxes (B-15). */
export function Totals({ totals }: Props) {
  const { t } = useTranslation();
  const discounted = /[1-9]/.test(totals.discount_total?.amount ?? "");
  return (
    <dl className={classes.totals}>
      <dt>{t("invoice.subtotal")}</dt>
      <dd className="number">{amount(totals.subtotal, false)}</dd>
      {discounted && (
        <>
          <dt>{t("invoice.discount")}</dt>
          <dd className="number">−{amount(totals.discount_total, false)}</dd>
        </>
      )}
      {totals.taxes.map((tax) => [
        <dt key={`${tax.tax_id}-${tax.rate_percent}`}>
          {t("invoice.taxOn", { name: tax.name, rate: tax.rate_percent, base: amount(tax.base, false) })}
        </dt>,
        <dd key={`${tax.tax_id}-${tax.rate_percent}-amount`} className="number">
          {amount(tax.amount, false)}
        </dd>,
      ])}
      <dt className={classes.sum}>{t("invoice.total")}</dt>
      <dd className={`${classes.sum} number`}>{amount(totals.total)}</dd>
    </dl>
  );
}
