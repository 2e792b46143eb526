import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Amounts } from "@/api/billing";
import { bareMoney } from "@/app/format";
import { type LineColumn, LineGrid as Grid } from "@/ui/LineGrid";
import { ProductField } from "@/ui/ProductField";

import { useTaxes } from "./catalogs";
import { blankLine, type LineValues } from "./draft";

interface Props {
  lines: LineValues[];
  onChange: (lines: LineValues[]) => void;
  currency: string;
  errors: Record<string, string>;
  /** What the server says that the lines come to; null for a line that is none yet. */
  amounts: (Amounts["lines"][number] | null)[];
}

/** The lines of a draft. */
export function LineGrid({ lines, onChange, currency, errors, amounts }: Props) {
  const { t } = useTranslation();
  const taxes = useTaxes().data?.items ?? [];
  const columns: LineColumn<LineValues>[] = [
    {
      name: "product_id",
      header: t("line.product"),
      cell: (line, field, change) => (
        <ProductField
          {...field}
          placeholder={t("line.freeText")}
          clearable
          value={line.product_id}
          onPick={(product) =>
            change({
              product_id: product?.id ?? null,
              ...(product && {
                description: product.name,
                tax_ids: product.tax_id && taxes.some((one) => one.id === product.tax_id) ? [product.tax_id] : [],
                ...(product.unit_price?.currency === currency && { unit_price: product.unit_price.amount }),
              }),
            })
          }
        />
      ),
    },
    { name: "description", header: t("line.description") },
    { name: "quantity", header: t("line.quantity"), numeric: true, width: 84 },
    { name: "unit_price", header: t("line.unit_price"), numeric: true, width: 128 },
    { name: "discount_percent", header: t("line.discount_percent"), numeric: true, width: 84 },
    {
      name: "tax_ids",
      header: t("line.tax_ids"),
      cell: (line, { label, error }, change) => (
        <MultiSelect
          aria-label={label}
          error={error}
          miw={120}
          data={taxes.map((one) => ({ value: one.id, label: one.name }))}
          maxValues={2}
          value={line.tax_ids}
          onChange={(tax_ids) => change({ tax_ids })}
          nothingFoundMessage={t("state.nothingFound")}
        />
      ),
    },
  ];
  return (
    <Grid
      label={t("invoice.lines")}
      lines={lines}
      columns={columns}
      blank={blankLine}
      onChange={onChange}
      errors={errors}
      totalHeader={t("line.total")}
      totals={lines.map((_, place) => (amounts[place] ? bareMoney(amounts[place].total) : "—"))}
    />
  );
}
