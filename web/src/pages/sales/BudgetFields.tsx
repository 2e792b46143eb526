import { NumberInput, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { BudgetKind } from "@/api/types";
import { AmountInput } from "@/ui/AmountInput";
import { currenciesWith } from "@/ui/currencies";

import { BUDGET_KINDS } from "./catalogs";
import classes from "./sales.module.css";

export interface BudgetValues {
  amount: string | number;
  currency: string;
  kind: BudgetKind;
  periods: number | string;
}

/** What the API takes for what is typed; an empty amount leaves it to the lines. */
export const budgetBody = (value: BudgetValues) => ({
  amount: value.amount === "" ? null : String(value.amount),
  currency: value.currency,
  kind: value.kind,
  periods: value.kind === "fixed" ? 1 : Number(value.periods) || 1,
});

interface Props {
  value: BudgetValues;
  onChange: (value: BudgetValues) => void;
  error?: string | null;
  /** One below the other, where there is little room. */
  stacked?: boolean;
}

/** Amount, currency, kind and periods (S-02). */
export function BudgetFields({ value, onChange, error, stacked }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<BudgetValues>) => onChange({ ...value, ...part });
  const currencies = currenciesWith(value.currency);
  return (
    <div className={classes.budget} data-stacked={stacked || undefined}>
      <AmountInput label={t("sale.budget")} decimalScale={4} value={value.amount} error={error} onChange={(amount) => set({ amount })} />
      <Select
        label={t("sale.currency")}
        allowDeselect={false}
        searchable
        data={currencies}
        value={value.currency}
        onChange={(currency) => set({ currency: currency ?? value.currency })}
      />
      <Select
        label={t("sale.kind")}
        allowDeselect={false}
        data={BUDGET_KINDS.map((kind) => ({ value: kind, label: t(`sale.kinds.${kind}`) }))}
        value={value.kind}
        onChange={(kind) => set({ kind: (kind ?? "fixed") as BudgetKind })}
      />
      {value.kind !== "fixed" && (
        <NumberInput label={t("sale.periods")} min={1} max={10_000} allowDecimal={false} value={value.periods} onChange={(periods) => set({ periods })} />
      )}
    </div>
  );
}
