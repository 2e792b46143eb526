import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { contacts } from "@/api/resources";

interface Props {
  value: string | null;
  onChange: (value: string | null) => void;
  error?: ReactNode;
  label?: string;
  labelledBy?: string;
  required?: boolean;
  /** Those that are not offered. */
  without?: string[];
}

/** Picks a person or a company by what is typed, three letters or digits at least (C-44). */
export function ContactField({ value, onChange, error, label, labelledBy, required, without }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const chosen = useQuery({
    queryKey: ["contacts", "one", value],
    queryFn: ({ signal }) => contacts.read(value as string, signal),
    enabled: !!value,
  });
  const name = value ? chosen.data?.record.name : undefined;
  const found = useQuery({
    queryKey: ["contacts", "lookup", wanted],
    queryFn: ({ signal }) => contacts.lookup({ q: wanted }, signal),
    enabled: wanted.length >= 3 && wanted !== name,
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).filter((one) => !without?.includes(one.id)).map((one) => ({ value: one.id, label: one.name }));
  if (value && name && !options.some((one) => one.value === value)) options.unshift({ value, label: name });
  return (
    <Select
      label={label}
      aria-labelledby={labelledBy}
      placeholder={t("sale.contactHint")}
      searchable
      openOnFocus={false}
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
