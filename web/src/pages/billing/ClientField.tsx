import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { contacts } from "@/api/resources";

interface Props {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
  error?: ReactNode;
  required?: boolean;
  /** In a row of filters the label is said only to screen readers. */
  bare?: boolean;
}

/** Picks a person or a company by what is typed, three letters at least (B-03, C-44). */
export function ClientField({ label, value, onChange, error, required, bare }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const chosen = useQuery({
    queryKey: ["contacts", "one", value],
    queryFn: ({ signal }) => contacts.read(value as string, signal),
    enabled: !!value,
    retry: false,
  });
  const name = value ? chosen.data?.record.name : undefined;
  const found = useQuery({
    queryKey: ["contacts", "lookup", wanted],
    queryFn: ({ signal }) => contacts.lookup({ q: wanted }, signal),
    enabled: wanted.length >= 3 && wanted !== name,
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }));
  if (value && !options.some((one) => one.value === value))
    options.unshift({ value, label: name ?? t(chosen.isError ? "invoice.hiddenClient" : "state.loading") });
  return (
    <Select
      label={bare ? undefined : label}
      aria-label={bare ? label : undefined}
      withAsterisk={required}
      placeholder={t("contact.companyHint")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("action.clear") }}
      data={options}
      value={value}
      onChange={onChange}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      nothingFoundMessage={wanted.length < 3 ? t("contact.companyType") : t("state.nothingFound")}
      error={error}
    />
  );
}
