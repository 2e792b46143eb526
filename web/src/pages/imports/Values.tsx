import { Select, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { number } from "@/app/format";
import { locale } from "@/i18n";
import { SimpleTable } from "@/ui/SimpleTable";

import { folded } from "./use";
import type { StepProps } from "./Wizard";

const EMPTY = "";

/** The texts of lists' columns that their list does not have: what each of them means. */
export function unknownTexts(one: StepProps["one"], layout: StepProps["layout"]) {
  return one.columns.flatMap((column) => {
    const field = layout.fields.find((each) => each.name === column.field);
    if (!field?.choices) return [];
    const words = new Set(field.choices.flatMap((choice) => [choice.value, choice.name, choice.name_en, ...choice.words].map(folded)));
    const texts = (layout.values[String(column.index)] ?? []).filter(([text]) => !words.has(folded(text)));
    return texts.length ? [{ column, field, texts }] : [];
  });
}

export function Values({ one, layout, change, setChange }: StepProps) {
  const { t } = useTranslation();
  const unknown = unknownTexts(one, layout);
  if (!unknown.length) return <Text size="sm">{t("imports.values.none")}</Text>;
  const of = (field: string) => ({ ...one.values[field], ...change.values?.[field] });
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t("imports.values.hint")}
      </Text>
      {unknown.map(({ column, field, texts }) => (
        <section key={column.index} aria-label={column.header}>
          <Text fw={600} size="sm" mb={6}>
            {t(`imports.fields.${field.name as "name"}`)}
          </Text>
          <SimpleTable
            label={column.header}
            rows={texts.map(([text, times]) => ({ id: text, times }))}
            columns={[
              { id: "text", header: t("imports.values.text"), cell: (row) => row.id },
              { id: "times", header: t("imports.values.times"), cell: (row) => <span className="number">{number(row.times)}</span> },
              {
                id: "value",
                header: t("imports.values.value"),
                cell: (row) => {
                  const chosen = of(field.name)[row.id];
                  return (
                    <Select
                      aria-label={t("imports.values.valueOf", { text: row.id })}
                      placeholder={t("imports.values.reject")}
                      searchable
                      nothingFoundMessage={t("state.nothingFound")}
                      data={[
                        { value: EMPTY, label: t("imports.values.empty") },
                        ...(field.choices ?? []).map((choice) => ({ value: choice.value, label: locale() === "en" ? choice.name_en : choice.name })),
                      ]}
                      value={chosen === undefined ? null : (chosen ?? EMPTY)}
                      onChange={(value) => setChange({ values: { ...change.values, [field.name]: { ...of(field.name), [row.id]: value || null } } })}
                    />
                  );
                },
              },
            ]}
          />
        </section>
      ))}
    </Stack>
  );
}
