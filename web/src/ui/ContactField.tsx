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
  /** The name of the chosen one, where the page has it already. */
  name?: string | null;
  kind?: "company" | "person";
  error?: ReactNode;
  required?: boolean;
}

/** Picks a contact by what is typed, three letters at least (C-44, K-11, K-12). */
export function ContactField({ label, value, onChange, name, kind, error, required }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const chosen = useQuery({
    queryKey: ["contacts", "one", value],
    queryFn: ({ signal }) => contacts.read(value as string, signal),
    enabled: !!value && !name,
    retry: false,
  });
  const shown = value ? (name ?? chosen.data?.record.name ?? (chosen.isError ? t("contact.private") : undefined)) : undefined;
  const found = useQuery({
    queryKey: ["contacts", "lookup", wanted, kind ?? "all"],
    queryFn: ({ signal }) => contacts.lookup({ q: wanted, kind }, signal),
    enabled: wanted.length >= 3 && wanted !== shown,
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }));
  if (value && shown && !options.some((one) => one.value === value)) options.unshift({ value, label: shown });
  return (
    <Select
      label={label}
      placeholder={t("contact.companyHint")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("action.clear") }}
      withAsterisk={required}
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
