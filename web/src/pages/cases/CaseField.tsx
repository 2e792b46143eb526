import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { cases } from "@/api/resources";
import type { Case } from "@/api/types";

import { keyOf } from "./record";

export const titled = (one: Pick<Case, "number" | "title">): string => `${one.number} · ${one.title}`;

interface Props {
  /** The case that the other one is picked for: it cannot depend on itself. */
  except?: string;
  value: string | null;
  onChange: (value: string | null) => void;
  error?: boolean;
}

/** Picks another case by its number or title (K-13). */
export function CaseField({ except, value, onChange, error }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const chosen = useQuery({
    queryKey: keyOf(value ?? ""),
    queryFn: ({ signal }) => cases.read(value as string, signal),
    enabled: !!value,
  });
  const shown = value && chosen.data ? titled(chosen.data.record) : undefined;
  const found = useQuery({
    queryKey: ["cases", "lookup", wanted],
    queryFn: ({ signal }) => cases.list({ q: wanted, limit: 10 }, signal),
    enabled: wanted.length >= 3 && wanted !== shown,
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? [])
    .filter((one) => one.id !== except)
    .map((one) => ({ value: one.id, label: titled(one) }));
  if (value && shown && !options.some((one) => one.value === value)) options.unshift({ value, label: shown });
  return (
    <Select
      label={t("case.dependsOn")}
      placeholder={t("case.search")}
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
