import { Badge, Button, Popover, Select } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { ContactSearch } from "@/app/router";
import { Swatch } from "@/ui/badges";

import { useTemperatures } from "./catalogs";

// Fetched when somebody comes near its button.
const panel = () => import("./FilterPanel").then((module) => ({ default: module.FilterPanel }));
const FilterPanel = lazy(panel);

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
  const active = HERE.filter((name) => search[name]).length;
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
          <Button variant="default" onFocus={() => void panel()} onMouseEnter={() => void panel()} rightSection={active ? <Badge size="sm" circle>{active}</Badge> : <IconChevronDown size={16} />}>
            {t("contact.moreFilters")}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t("contact.moreFilters")}>
          <Suspense>
            <FilterPanel search={search} change={change} />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
