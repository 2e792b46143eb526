import { ActionIcon, Button, MultiSelect, Select, Text, TextInput, VisuallyHidden } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Amounts, type Product, products } from "@/api/billing";
import { bareMoney } from "@/app/format";

import classes from "./billing.module.css";
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

function ProductField({ label, value, onPick, error }: { label: string; value: string | null; onPick: (product: Product | null) => void; error?: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const chosen = useQuery({
    queryKey: ["products", "one", value],
    queryFn: ({ signal }) => products.read(value as string, signal),
    enabled: !!value,
    retry: false,
  });
  const found = useQuery({
    queryKey: ["products", "search", wanted],
    queryFn: ({ signal }) => products.list({ q: wanted || undefined, active: true, limit: 50 }, signal),
    placeholderData: keepPreviousData,
  });
  const all = found.data?.items ?? [];
  const options = all.map((one) => ({ value: one.id, label: one.name }));
  const name = chosen.data?.record.name;
  if (value && !options.some((one) => one.value === value)) options.unshift({ value, label: name ?? "…" });
  return (
    <Select
      aria-label={label}
      placeholder={t("invoice.line.freeText")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("action.clear") }}
      data={options}
      value={value}
      onSearchChange={(next) => setText(next === name ? "" : next)}
      filter={({ options: every }) => every}
      nothingFoundMessage={t("state.nothingFound")}
      onChange={(id) => onPick(all.find((one) => one.id === id) ?? null)}
      error={error}
    />
  );
}

/** The lines of a draft. Enter goes to the next line and makes it where there is none (beyond 13). */
export function LineGrid({ lines, onChange, currency, errors, amounts }: Props) {
  const { t } = useTranslation();
  const taxes = useTaxes().data?.items ?? [];
  const table = useRef<HTMLTableElement>(null);
  const taxOptions = taxes.map((one) => ({ value: one.id, label: one.name }));
  const change = (place: number, part: Partial<LineValues>) =>
    onChange(lines.map((line, index) => (index === place ? { ...line, ...part } : line)));
  const focusLine = (place: number) =>
    requestAnimationFrame(() => {
      table.current?.querySelectorAll<HTMLElement>("tbody tr")[place]?.querySelector("input")?.focus();
    });
  const add = () => {
    onChange([...lines, blankLine()]);
    focusLine(lines.length);
  };
  const remove = (place: number) => {
    const rest = lines.filter((_, index) => index !== place);
    onChange(rest.length ? rest : [blankLine()]);
    focusLine(Math.max(0, place - 1));
  };
  const columns = ["product", "description", "quantity", "unit_price", "discount_percent", "tax_ids"] as const;
  const field = (place: number, name: (typeof columns)[number]) => ({
    label: t("invoice.line.of", { field: t(`invoice.line.${name}`), n: place + 1 }),
    error: errors[`lines.${place}.${name === "product" ? "product_id" : name}`],
  });
  const text = (line: LineValues, place: number, name: "description" | "quantity" | "unit_price" | "discount_percent", width?: number) => {
    const { label, error } = field(place, name);
    return (
      <td data-label={t(`invoice.line.${name}`)}>
        <TextInput
          aria-label={label}
          autoComplete="off"
          w={width}
          inputMode={name === "description" ? undefined : "decimal"}
          styles={name === "description" ? undefined : { input: { textAlign: "right" } }}
          value={line[name]}
          error={error}
          onChange={(event) => change(place, { [name]: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            if (place === lines.length - 1) add();
            else focusLine(place + 1);
          }}
        />
      </td>
    );
  };
  return (
    <div>
      <div className={classes.scroll}>
        <table className={classes.lines} ref={table} aria-label={t("invoice.lines")}>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col" className={["quantity", "unit_price", "discount_percent"].includes(name) ? classes.right : undefined}>
                  {t(`invoice.line.${name}`)}
                </th>
              ))}
              <th scope="col" className={classes.right}>
                {t("invoice.line.total")}
              </th>
              <th scope="col">
                <VisuallyHidden>{t("table.actions")}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, place) => (
              <tr key={line.key}>
                <td data-label={t("invoice.line.product")}>
                  <ProductField
                    label={field(place, "product").label}
                    error={field(place, "product").error}
                    value={line.product_id}
                    onPick={(product) =>
                      change(place, {
                        product_id: product?.id ?? null,
                        ...(product && {
                          description: product.name,
                          tax_ids: product.tax_id && taxes.some((one) => one.id === product.tax_id) ? [product.tax_id] : [],
                          ...(product.unit_price?.currency === currency && { unit_price: product.unit_price.amount }),
                        }),
                      })
                    }
                  />
                </td>
                {text(line, place, "description")}
                {text(line, place, "quantity", 84)}
                {text(line, place, "unit_price", 128)}
                {text(line, place, "discount_percent", 84)}
                <td data-label={t("invoice.line.tax_ids")}>
                  <MultiSelect
                    aria-label={field(place, "tax_ids").label}
                    error={field(place, "tax_ids").error}
                    miw={120}
                    data={taxOptions}
                    maxValues={2}
                    value={line.tax_ids}
                    onChange={(tax_ids) => change(place, { tax_ids })}
                    nothingFoundMessage={t("state.nothingFound")}
                  />
                </td>
                <td className={`${classes.lineTotal} number`} data-label={t("invoice.line.total")}>
                  {amounts[place] ? bareMoney(amounts[place].total) : "—"}
                </td>
                <td>
                  <ActionIcon size={36} aria-label={t("invoice.line.remove", { n: place + 1 })} onClick={() => remove(place)}>
                    <IconTrash size={17} stroke={1.7} />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button mt={10} variant="default" size="compact-md" leftSection={<IconPlus size={15} />} onClick={add}>
        {t("invoice.line.add")}
      </Button>
      <Text size="xs" c="dimmed" mt={6}>
        {t("invoice.line.keys")}
      </Text>
    </div>
  );
}
