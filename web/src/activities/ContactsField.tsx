import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { contacts } from "@/api/resources";
import { usePhoneFormat } from "@/phone/numbers";
import { usePeople } from "@/ui/directory";

interface Props {
  label: string;
  description?: ReactNode;
  value: string[];
  onChange: (value: string[]) => void;
  /** Names of those that were chosen before. */
  names: ReadonlyMap<string, string>;
  /** Whether people of the organization can be chosen too. */
  withPeople?: boolean;
  error?: ReactNode;
  required?: boolean;
}

/** Picks contacts, and colleagues, by part of a name or number, three characters at least (N-10, O-5). */
export function ContactsField({ label, description, value, onChange, names, withPeople, error, required }: Props) {
  const { t } = useTranslation();
  const shown = usePhoneFormat();
  const { options: people } = usePeople();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ["contacts", "lookup", wanted, "all"],
    queryFn: ({ signal }) => contacts.lookup({ q: wanted }, signal),
    enabled: wanted.length >= 3,
    placeholderData: keepPreviousData,
  });
  const groups = useMemo(() => {
    const known = new Map([...names, ...chosen]);
    const colleagues = withPeople ? people : [];
    const listed = new Set(colleagues.map((one) => one.value));
    const items = new Map<string, string>();
    for (const id of value) if (!listed.has(id)) items.set(id, known.get(id) ?? t("contact.private"));
    for (const one of wanted.length >= 3 ? (found.data?.items ?? []) : []) {
      const number = one.phones[0]?.number;
      items.set(one.id, number ? `${one.name} · ${shown(number)}` : one.name);
    }
    const directory = [...items].map(([id, name]) => ({ value: id, label: known.get(id) ?? name }));
    if (!withPeople) return directory;
    return [
      { group: t("activity.contacts"), items: directory },
      { group: t("activity.colleagues"), items: colleagues },
    ];
  }, [names, chosen, value, wanted, found.data, people, withPeople, shown, t]);
  const plain = (word: string) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    <MultiSelect
      label={label}
      description={description}
      placeholder={value.length ? undefined : t("activity.pickHint")}
      searchable
      withAsterisk={required}
      data={groups as { value: string; label: string }[]}
      value={value}
      onChange={(next) => {
        const labels = new Map(chosen);
        for (const one of found.data?.items ?? []) if (next.includes(one.id)) labels.set(one.id, one.name);
        setChosen(labels);
        onChange(next);
        setText("");
      }}
      searchValue={text}
      onSearchChange={setText}
      // The server has found the contacts; colleagues are found here.
      filter={({ options }) =>
        options
          .map((one) => {
            if (!("items" in one)) return one;
            const ofPeople = one.group === t("activity.colleagues");
            return { ...one, items: ofPeople ? one.items.filter((each) => plain(each.label).includes(plain(text.trim()))) : one.items };
          })
          .filter((one) => !("items" in one) || one.items.length > 0)
      }
      nothingFoundMessage={wanted.length < 3 ? t("contact.companyType") : t("state.nothingFound")}
      error={error}
    />
  );
}
