import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Opportunity } from "@/api/types";
import { money } from "@/app/format";

import { against } from "./lines";
import classes from "./sales.module.css";

/** What the lines come to, and whether it is what the opportunity is worth: a budget goes before them (S-02, S-41). */
export function Sum({ one, sum }: { one: Opportunity; sum: string }) {
  const { t } = useTranslation();
  const { currency } = one.budget;
  const { sign, by } = against(sum, one.amount?.amount ?? "0", currency);
  const than = sign > 0 ? "more" : sign < 0 ? "less" : "same";
  return (
    <div className={classes.sum}>
      <Text size="sm" fw={600}>
        {t("sale.productsSum")} <span className="number">{money({ amount: sum, currency })}</span>
      </Text>
      <Text size="xs" c="dimmed" className="number">
        {one.budget.amount === null
          ? t("sale.sumCounts")
          : t(`sale.budgetCounts.${than}`, { budget: money(one.amount), by: money({ amount: by, currency }) })}
      </Text>
    </div>
  );
}
