import { Badge, Button, CloseButton, Group, Popover, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { CustomField } from "@/api/types";
import { plainDay } from "@/app/format";
import { DateField } from "@/pages/sales/DateField";

import { PREFIX, useDesign } from "./fields";

type Filters = Record<string, string>;

/** The list's question to the server, from what the address says of added fields. */
export const customQuery = (address: string | undefined): Filters =>
  Object.fromEntries(Object.entries(read(address)).map(([name, value]) => [PREFIX + name, value]));

const read = (address: string | undefined): Filters => Object.fromEntries(new URLSearchParams(address));

type Operator = "eq" | "contains" | "gte" | "lte" | "empty" | "filled";
const OPERATORS: Record<CustomField["type"], readonly Operator[]> = {
  text: ["contains", "eq", "filled", "empty"],
  area: ["contains", "filled", "empty"],
  number: ["eq", "gte", "lte", "filled", "empty"],
  money: ["gte", "lte", "eq", "filled", "empty"],
  date: ["gte", "lte", "eq", "filled", "empty"],
  list: ["eq", "filled", "empty"],
  multiple_list: ["eq", "filled", "empty"],
  checkbox: ["eq"],
  heading: [],
};

/** One filter as the address names it: `edad.gte`, and its value. */
export function asFilter(key: string, operator: Operator, value: string): [string, string] {
  if (operator === "empty" || operator === "filled") return [`${key}.is_null`, String(operator === "empty")];
  return [operator === "eq" ? key : `${key}.${operator}`, value];
}

function operatorOf(name: string, value: string): [string, Operator] {
  const [key = "", operator = "eq"] = name.split(".");
  if (operator === "is_null") return [key, value === "true" ? "empty" : "filled"];
  return [key, operator as Operator];
}

interface Props {
  entity: string;
  /** As it stands in the address. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Filters by the fields that the organization added; nothing where there are none. */
export function CustomFilters({ entity, value: address, onChange }: Props) {
  const value = read(address);
  const { t } = useTranslation();
  const { fields } = useDesign(entity);
  const [opened, setOpened] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const [operator, setOperator] = useState<Operator>("eq");
  const [operand, setOperand] = useState("");
  const usable = fields.filter((field) => field.type !== "heading");
  if (!usable.length) return null;
  const field = usable.find((one) => one.key === key);
  const valued = operator !== "empty" && operator !== "filled";
  const set = (next: Filters) => onChange(new URLSearchParams(next).toString() || undefined);

  function choose(next: string | null) {
    setKey(next);
    const found = usable.find((one) => one.key === next);
    setOperator(found ? (OPERATORS[found.type][0] ?? "eq") : "eq");
    setOperand(found?.type === "checkbox" ? "true" : "");
  }
  function add() {
    if (!field || (valued && !operand.trim())) return;
    const [name, sent] = asFilter(field.key, operator, operand.trim().replace(field.type === "number" || field.type === "money" ? "," : "\0", "."));
    set({ ...value, [name]: sent });
    setOpened(false);
    choose(null);
  }
  function labelOf(name: string, sent: string): string {
    const [of, by] = operatorOf(name, sent);
    const one = usable.find((each) => each.key === of);
    const title = one?.title ?? of;
    if (by === "empty" || by === "filled") return t("custom.filter.without", { title, what: t(`custom.operators.${by}`) });
    const option = one?.options.find((each) => each.key === sent)?.label;
    const shown = one?.type === "date" ? plainDay(sent) : one?.type === "checkbox" ? t(sent === "true" ? "custom.yes" : "custom.no") : (option ?? sent);
    return t("custom.filter.chosen", { title, operator: t(`custom.signs.${by}`), value: shown });
  }

  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus width={300}>
        <Popover.Target>
          <Button variant="default" leftSection={<IconFilter size={16} stroke={1.7} />} onClick={() => setOpened(!opened)} aria-expanded={opened}>
            {t("custom.filter.button")}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t("custom.filter.button")}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <Stack gap="sm">
              <Select
                label={t("custom.filter.field")}
                searchable
                nothingFoundMessage={t("state.nothingFound")}
                data={usable.map((one) => ({ value: one.key, label: one.title }))}
                value={key}
                onChange={choose}
                comboboxProps={{ withinPortal: false }}
              />
              {field && OPERATORS[field.type].length > 1 && (
                <Select
                  label={t("custom.filter.operator")}
                  allowDeselect={false}
                  data={OPERATORS[field.type].map((one) => ({ value: one, label: t(`custom.operators.${one}`) }))}
                  value={operator}
                  onChange={(next) => setOperator((next ?? "eq") as Operator)}
                  comboboxProps={{ withinPortal: false }}
                />
              )}
              {field && valued && <Operand field={field} value={operand} onChange={setOperand} />}
              <Button type="submit" disabled={!field || (valued && !operand.trim())}>
                {t("custom.filter.add")}
              </Button>
            </Stack>
          </form>
        </Popover.Dropdown>
      </Popover>
      {Object.entries(value).map(([name, sent]) => {
        const label = labelOf(name, sent);
        return (
          <Badge
            key={name}
            variant="light"
            color="troncal"
            tt="none"
            size="lg"
            rightSection={
              <CloseButton
                size={22}
                aria-label={t("custom.filter.remove", { name: label })}
                onClick={() => set(Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)))}
              />
            }
          >
            {label}
          </Badge>
        );
      })}
    </>
  );
}

function Operand({ field, value, onChange }: { field: CustomField; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const label = t("custom.filter.value");
  if (field.type === "date") return <DateField label={label} value={value || null} onChange={(next) => onChange(next ?? "")} />;
  const listed =
    field.type === "checkbox"
      ? [
          { value: "true", label: t("custom.yes") },
          { value: "false", label: t("custom.no") },
        ]
      : field.options.map((option) => ({ value: option.key, label: option.label }));
  if (listed.length)
    return <Select label={label} data={listed} value={value || null} onChange={(next) => onChange(next ?? "")} comboboxProps={{ withinPortal: false }} />;
  return (
    <Group gap={6} wrap="nowrap" align="flex-end">
      <TextInput
        label={label}
        flex={1}
        autoComplete="off"
        inputMode={field.type === "number" || field.type === "money" ? "decimal" : undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {field.currency && (
        <Text size="sm" pb={8}>
          {field.currency}
        </Text>
      )}
    </Group>
  );
}
