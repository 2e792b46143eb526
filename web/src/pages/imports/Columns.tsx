import { Badge, Group, Select, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { SimpleTable } from "@/ui/SimpleTable";

import classes from "./imports.module.css";
import type { StepProps } from "./Wizard";

/** Which field each column is; a field takes one column. */
export function Columns({ one, layout, change, setChange }: StepProps) {
  const { t } = useTranslation();
  const chosen = new Map(one.columns.map((column) => [column.index, column.field]));
  for (const each of change.columns ?? []) chosen.set(each.index, each.field ?? null);
  const taken = new Set(chosen.values());
  const named = (index: number, header: string) => header.trim() || t("imports.columns.unnamed", { at: index + 1 });
  return (
    <>
      <Text size="sm" c="dimmed">
        {t("imports.columns.hint")}
      </Text>
      <SimpleTable
        label={t("imports.steps.columns")}
        rows={one.columns.map((column) => ({ ...column, id: String(column.index) }))}
        columns={[
          {
            id: "column",
            header: t("imports.columns.column"),
            cell: (column) => (
              <Group gap={6}>
                <Text size="sm" fw={560} className={classes.wrapped}>
                  {named(column.index, column.header)}
                </Text>
                {column.repeated && (
                  <Badge color="amber">{t("imports.columns.repeated")}</Badge>
                )}
              </Group>
            ),
          },
          {
            id: "samples",
            header: t("imports.columns.samples"),
            cell: (column) => (
              <Text size="sm" className={classes.wrapped}>
                {column.samples.join(" · ") || "—"}
              </Text>
            ),
          },
          {
            id: "field",
            header: t("imports.columns.field"),
            cell: (column) => (
              <Select
                aria-label={t("imports.columns.fieldOf", { name: named(column.index, column.header) })}
                placeholder={t("imports.columns.skip")}
                searchable
                clearable
                clearButtonProps={{ "aria-label": t("action.clear") }}
                nothingFoundMessage={t("state.nothingFound")}
                data={layout.fields.map((field) => ({
                  value: field.name,
                  label: t(`imports.fields.${field.name as "name"}`),
                  disabled: taken.has(field.name) && chosen.get(column.index) !== field.name,
                }))}
                value={chosen.get(column.index) ?? null}
                onChange={(field) =>
                  setChange({ columns: [...(change.columns ?? []).filter((each) => each.index !== column.index), { index: column.index, field }] })
                }
              />
            ),
          },
        ]}
      />
    </>
  );
}
