import { Badge, Button, Checkbox, Popover, Select, Stack } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { ContactSearch } from "@/app/router";
import { Swatch } from "@/ui/badges";

import { PRIORITIES, useContactRoles, useSources, useTags, useTemperatures, useTypes } from "./catalogs";

/** What narrows the list beside the search. */
export const NARROWING = ["kind", "class", "mine", "temperature", "type", "source", "role", "tag", "priority", "supplier"] as const;
const HERE = ["type", "source", "role", "tag", "priority", "supplier"] as const;

interface Props {
  search: ContactSearch;
  change: (part: Partial<ContactSearch>) => void;
}

/** The filters by temperature, in its colour, and by the catalogs (C-02, C-06, C-19, C-20, C-34, C-47). */
export function MoreFilters({ search, change }: Props) {
  const { t } = useTranslation();
  const temperatures = useTemperatures();
  const types = useTypes();
  const sources = useSources();
  const roles = useContactRoles();
  const tags = useTags();
  const active = HERE.filter((name) => search[name]).length;
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
    <>
      <Select
        aria-label={t("contact.temperature")}
        placeholder={t("contact.temperature")}
        clearable
        clearButtonProps={{ "aria-label": t("action.clear") }}
        w={148}
        data={temperatures.options([search.temperature])}
        value={search.temperature ?? null}
        onChange={(value) => change({ temperature: value ?? undefined })}
        renderOption={({ option }) => {
          const level = temperatures.of(option.value);
          return level && "colour" in level ? <Swatch colour={String(level.colour)}>{option.label}</Swatch> : option.label;
        }}
      />
      <Popover position="bottom-start" shadow="md" trapFocus width={290}>
        <Popover.Target>
          <Button variant="default" rightSection={active ? <Badge size="sm" circle>{active}</Badge> : <IconChevronDown size={16} />}>
            {t("contact.moreFilters")}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t("contact.moreFilters")}>
          <Stack gap={10}>
            {one("type", t("contact.type"), types.options([search.type]))}
            {one("source", t("contact.source"), sources.options([search.source]))}
            {one("role", t("contact.roles"), roles.options([search.role]))}
            {one("tag", t("contact.tags"), search.tag && !tags.includes(search.tag) ? [search.tag, ...tags] : tags)}
            {one("priority", t("contact.priority"), PRIORITIES.map((value) => ({ value, label: t(`contact.priorities.${value}`) })))}
            <Checkbox label={t("contact.isSupplier")} checked={!!search.supplier} onChange={(event) => change({ supplier: event.currentTarget.checked ? "1" : undefined })} />
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
