import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Product, products } from "@/api/billing";
import { asProblem } from "@/api/problems";
import { problemText } from "@/app/toasts";

interface Props {
  label: string;
  value: string | null;
  /** The chosen one's, where the record tells it. */
  name?: string | null;
  placeholder: string;
  /** A line may be without a product. */
  clearable?: boolean;
  onPick: (product: Product | null) => void;
  error?: string;
}

/** Picks one of the products that are sold, by name or code. */
export function ProductField({ label, value, name: told, placeholder, clearable, onPick, error }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const chosen = useQuery({
    queryKey: ["products", "one", value],
    queryFn: ({ signal }) => products.read(value as string, signal),
    enabled: !!value && !told,
    retry: false,
  });
  const found = useQuery({
    queryKey: ["products", "search", wanted],
    queryFn: ({ signal }) => products.list({ q: wanted || undefined, active: true, limit: 50 }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const all = found.data?.items ?? [];
  const options = all.map((one) => ({ value: one.id, label: one.name }));
  const name = told ?? chosen.data?.record.name;
  if (value && !options.some((one) => one.value === value)) options.unshift({ value, label: name ?? "…" });
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      searchable
      openOnFocus={false}
      clearable={clearable}
      clearButtonProps={{ "aria-label": t("action.clear") }}
      data={options}
      value={value}
      onSearchChange={(next) => setText(next === name ? "" : next)}
      filter={({ options: every }) => every}
      nothingFoundMessage={found.error ? problemText(asProblem(found.error)) : t("state.nothingFound")}
      onChange={(id) => onPick(all.find((one) => one.id === id) ?? null)}
      error={error}
    />
  );
}
