import { Checkbox, Group, Radio, Select, Stack, TagsInput } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { ImportDefaults } from "@/api/imports";
import { locale } from "@/i18n";
import { usePeople } from "@/ui/directory";

import classes from "./imports.module.css";
import type { StepProps } from "./Wizard";

const REGIONS = "AR BO BR CA CL CO CR CU DO EC ES GT HN MX NI PA PE PR PY SV US UY VE".split(" ");

/** What happens to what is there already, and what holds for every row. */
export function Rules({ one, layout, change, setChange }: StepProps) {
  const { t } = useTranslation();
  const { options } = usePeople();
  const duplicates = change.duplicates ?? one.duplicates;
  const defaults = (change.defaults ?? one.defaults) as ImportDefaults;
  const named = useMemo(() => new Intl.DisplayNames(locale(), { type: "region" }), []);
  const regions = useMemo(
    () => [...new Set([...REGIONS, one.region])].map((value) => ({ value, label: named.of(value) ?? value })).sort((a, b) => a.label.localeCompare(b.label)),
    [named, one.region],
  );
  const set = (part: ImportDefaults) => {
    const all = { ...defaults, ...part };
    setChange({ ...change, defaults: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) });
  };
  return (
    <Stack>
      <Radio.Group
        label={t("imports.rules.then")}
        value={duplicates.then}
        onChange={(then) => setChange({ ...change, duplicates: { ...duplicates, then: then as "skip" } })}
      >
        <Stack gap="xs" mt={6}>
          {(["skip", "update", "create"] as const).map((value) => (
            <Radio key={value} value={value} label={t(`imports.rules.thens.${value}`)} description={t(`imports.rules.thenHints.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {duplicates.then !== "create" && (
        <Checkbox.Group
          label={t("imports.rules.matchBy")}
          value={duplicates.match_by}
          onChange={(keys) => setChange({ ...change, duplicates: { ...duplicates, match_by: layout.match_by.filter((key) => keys.includes(key)) } })}
        >
          <Group mt={6}>
            {layout.match_by.map((key) => (
              <Checkbox key={key} value={key} label={t(`imports.rules.keys.${key as "phone"}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      <div className={classes.form}>
        <Select
          label={t("imports.rules.region")}
          description={t("imports.rules.regionHint")}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t("state.nothingFound")}
          data={regions}
          value={change.region ?? one.region}
          onChange={(region) => region && setChange({ ...change, region })}
        />
        <Select
          label={t("imports.rules.owner")}
          description={t("imports.rules.ownerHint")}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          nothingFoundMessage={t("state.nothingFound")}
          data={options}
          value={defaults.owner_id ?? null}
          onChange={(owner) => set({ owner_id: owner ?? undefined })}
        />
        <Select
          label={t("imports.rules.visibility")}
          allowDeselect={false}
          data={(["private", "read", "write"] as const).map((value) => ({ value, label: t(`privacy.${value}`) }))}
          value={defaults.visibility ?? "private"}
          onChange={(visibility) => set({ visibility: (visibility ?? "private") as "private" })}
        />
        <Select
          label={t("imports.rules.kind")}
          allowDeselect={false}
          data={[
            { value: "person", label: t("contact.kinds.people") },
            { value: "company", label: t("contact.kinds.companies") },
          ]}
          value={defaults.kind ?? "person"}
          onChange={(kind) => set({ kind: (kind ?? "person") as "person" })}
        />
        <TagsInput label={t("imports.rules.tags")} description={t("imports.rules.tagsHint")} value={defaults.tags ?? []} onChange={(tags) => set({ tags })} />
      </div>
    </Stack>
  );
}
