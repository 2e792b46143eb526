import { ActionIcon, Checkbox, Popover, Stack, Tooltip } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** Which columns a person hides, remembered in this browser for this list. */
export function useHiddenColumns(list: string, standard: readonly string[] = []) {
  const key = `troncal.columns.${list}`;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => {
    const stored = localStorage.getItem(key);
    return new Set(stored === null ? standard : stored.split(",").filter(Boolean));
  });
  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    localStorage.setItem(key, [...next].join(","));
    setHidden(next);
  };
  return { hidden, toggle };
}

interface Props {
  columns: { id: string; header: string; always?: boolean }[];
  hidden: ReadonlySet<string>;
  toggle: (id: string) => void;
}

export function ColumnPicker({ columns, hidden, toggle }: Props) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label={t("table.columns")}>
          <ActionIcon variant="default" size={36} aria-label={t("table.columns")}>
            <IconColumns3 size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("table.columns")}>
        <Stack gap={10}>
          {columns
            .filter((column) => !column.always)
            .map((column) => (
              <Checkbox
                key={column.id}
                label={column.header}
                checked={!hidden.has(column.id)}
                onChange={() => toggle(column.id)}
              />
            ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
