import { Checkbox, Select, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ContactSearch } from "@/app/router";

import { PRIORITIES, useContactRoles, useSources, useTags, useTypes } from "./catalogs";

interface Props {
  search: ContactSearch;
  change: (part: Partial<ContactSearch>) => void;
}

/** The filters behind the button: by the catalogs (C-02, C-19, C-20, C-34, C-47). */
export function FilterPanel({ search, change }: Props) {
  const { t } = useTranslation();
  const types = useTypes();
  const sources = useSources();
  const roles = useContactRoles();
  const tags = useTags();
  const one = (name: "type" | "source" | "role" | "tag" | "priority", label: string, data: { value: string; label: string }[] | string[]) => (
    <Select
      label={label}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("action.clear") }}
      comboboxProps={{ withinPortal: false }}
      data={data}
      value={search[name] ?? null}
      onChange={(value) => change({ [name]: value ?? undefined })}
    />
  );
  return (
    <Stack gap={10}>
      {one("type", t("contact.type"), types.options([search.type]))}
      {one("source", t("contact.source"), sources.options([search.source]))}
      {one("role", t("contact.roles"), roles.options([search.role]))}
      {one("tag", t("contact.tags"), search.tag && !tags.includes(search.tag) ? [search.tag, ...tags] : tags)}
      {one("priority", t("contact.priority"), PRIORITIES.map((value) => ({ value, label: t(`contact.priorities.${value}`) })))}
      <Checkbox label={t("contact.isSupplier")} checked={!!search.supplier} onChange={(event) => change({ supplier: event.currentTarget.checked ? "1" : undefined })} />
    </Stack>
  );
}
