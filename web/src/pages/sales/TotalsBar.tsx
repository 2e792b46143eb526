import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Totals } from "@/api/types";
import { day, money, number } from "@/app/format";

import classes from "./sales.module.css";

/** «Suma total» in the default currency (S-37); what no rate is known for is said apart. */
export function TotalsBar({ totals }: { totals: Totals | undefined }) {
  const { t } = useTranslation();
  if (!totals) return null;
  return (
    <div className={classes.totals} role="status">
      <Text size="sm">
        {t("sale.sum")} <strong className="number">{money(totals.amount)}</strong>
      </Text>
      <Text size="sm">
        {t("sale.sumExpected")} <strong className="number">{money(totals.expected_amount)}</strong>
      </Text>
      {totals.rates.map((rate) => (
        <Text size="xs" c="dimmed" key={rate.currency} className="number">
          {t("sale.rate", { currency: rate.currency, rate: number(Number(rate.rate)), on: day(`${rate.valid_on}T12:00:00`) })}
        </Text>
      ))}
      {totals.unconverted.map((one) => (
        <Text size="sm" key={one.currency} className={classes.apart}>
          {t("sale.unconverted", { count: one.count, amount: money({ amount: one.amount, currency: one.currency }) })}
        </Text>
      ))}
    </div>
  );
}
