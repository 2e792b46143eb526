import { useTranslation } from "react-i18next";

import type { Money } from "@/api/billing";
import { bareMoney, money } from "@/app/format";

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
      <dd className="number">{bareMoney(totals.subtotal)}</dd>
      {discounted && (
        <>
          <dt>{t("invoice.discount")}</dt>
          <dd className="number">−{bareMoney(totals.discount_total)}</dd>
        </>
      )}
      {totals.taxes.map((tax) => [
        <dt key={`${tax.tax_id}-${tax.rate_percent}`}>
          {t("invoice.taxOn", { name: tax.name, rate: tax.rate_percent, base: bareMoney(tax.base) })}
        </dt>,
        <dd key={`${tax.tax_id}-${tax.rate_percent}-amount`} className="number">
          {bareMoney(tax.amount)}
        </dd>,
      ])}
      <dt className={classes.sum}>{t("invoice.total")}</dt>
      <dd className={`${classes.sum} number`}>{money(totals.total)}</dd>
    </dl>
  );
}
