import { Select, type SelectProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, type QueryKey, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const FEWEST_LETTERS = 3;

interface Query<T> {
  queryKey: QueryKey;
  queryFn: (context: { signal: AbortSignal }) => Promise<T>;
}

/** How records of one kind are found, and what they are called. */
export interface Source<R, F> {
  one: (id: string) => Query<R>;
  nameOf: (read: R) => string;
  find: (wanted: string) => Query<{ items: F[] }>;
  option: (found: F) => { value: string; label: string };
}

export interface FieldProps extends Pick<SelectProps, "label" | "aria-label" | "aria-labelledby" | "error" | "withAsterisk" | "placeholder" | "openOnFocus" | "clearable"> {
  value: string | null;
  onChange: (value: string | null) => void;
}

interface Props<R, F> extends FieldProps {
  source: Source<R, F>;
  /** The name of the chosen one, where the page has it already. */
  name?: string | null;
  /** What stands for one that the reader may not see. */
  hidden: string;
  /** Those that are not offered. */
  without?: readonly (string | undefined)[];
}

/** Picks a record by what is typed, three letters or digits at least (C-44). */
export function RecordField<R, F>({ source, name, hidden, without = [], value, onChange, clearable = true, ...select }: Props<R, F>) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const chosen = useQuery({ ...source.one(value ?? ""), enabled: !!value && !name, retry: false });
  const shown = value ? (name ?? (chosen.data ? source.nameOf(chosen.data) : t("state.loading"))) : undefined;
  const found = useQuery({
    ...source.find(wanted),
    enabled: wanted.length >= FEWEST_LETTERS && wanted !== shown,
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map(source.option).filter((one) => !without.includes(one.value));
  if (value && shown && !options.some((one) => one.value === value)) options.unshift({ value, label: chosen.isError ? hidden : shown });
  return (
    <Select
      searchable
      clearable={clearable}
      clearButtonProps={{ "aria-label": t("action.clear") }}
      data={options}
      value={value}
      onChange={onChange}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      nothingFoundMessage={wanted.length < FEWEST_LETTERS ? t("contact.companyType") : t("state.nothingFound")}
      {...select}
    />
  );
}
