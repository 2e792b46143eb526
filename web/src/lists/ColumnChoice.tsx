import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Text, TextInput, Tooltip } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconColumns3 } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { arranged, type ListColumns, moved, NARROWEST, toggled, WIDEST, widened } from "./columns";
import classes from "./lists.module.css";

/** Which columns a list shows, in which order, how wide: by mouse and by keys. */
export function ColumnChoice<T>({ columns }: { columns: ListColumns<T> }) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end" shadow="md" trapFocus width={330}>
      <Popover.Target>
        <Tooltip label={t("table.columns")}>
          <ActionIcon variant="default" size={36} aria-label={t("table.columns")}>
            <IconColumns3 size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("table.columns")} className={classes.choice}>
        <Choices columns={columns} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices<T>({ columns }: { columns: ListColumns<T> }) {
  const { t } = useTranslation();
  const { all, chosen, choose, changed } = columns;
  const named = new Map(all.filter((column) => !column.screenOnly).map((column) => [column.id, column]));
  // A row stays where it is while it is hidden and shown: nothing jumps away under the keys.
  const [rows, setRows] = useState(() => [...new Set([...chosen.map((one) => one.name), ...named.keys()])]);
  const list = useRef<HTMLUListElement>(null);
  const [pressed, setPressed] = useState<{ name: string; by: -1 | 1 } | null>(null);
  useEffect(() => {
    // The row went to another place in the document, and the focus with it went nowhere.
    if (!pressed) return;
    const buttons = [pressed.by, -pressed.by].map((by) => list.current?.querySelector<HTMLButtonElement>(`[data-move="${by} ${CSS.escape(pressed.name)}"]`));
    buttons.find((button) => button && !button.disabled)?.focus();
  }, [pressed]);
  const move = (name: string, by: -1 | 1) => {
    const next = moved(chosen, name, by);
    setRows(arranged(rows, next));
    setPressed({ name, by });
    choose(next);
  };
  return (
    <Stack gap={8}>
      <Group justify="space-between" gap={8} wrap="nowrap">
        <Text size="xs" c="dimmed">
          {t("lists.columnsHint")}
        </Text>
        <Button size="compact-xs" variant="default" disabled={!changed} onClick={() => choose(null)}>
          {t("lists.columnsReset")}
        </Button>
      </Group>
      <ul className={classes.columns} ref={list}>
        {rows.map((id) => {
          const column = named.get(id);
          if (!column) return null;
          const name = column.header;
          const place = chosen.findIndex((one) => one.name === id);
          return (
            <li key={id} className={classes.column}>
              <Checkbox
                className={classes.label}
                label={name}
                checked={place >= 0 || !!column.always}
                disabled={column.always}
                onChange={() => choose(toggled(chosen, id, rows))}
              />
              {place >= 0 && (
                <>
                  <TextInput
                    size="xs"
                    w={66}
                    inputMode="numeric"
                    maxLength={4}
                    autoComplete="off"
                    placeholder={t("lists.widthAuto")}
                    aria-label={t("lists.widthOf", { name })}
                    defaultValue={chosen[place]?.width ?? ""}
                    onBlur={(event) => {
                      const width = Number(event.currentTarget.value);
                      choose(widened(chosen, id, width >= NARROWEST ? Math.min(WIDEST, Math.round(width)) : null));
                    }}
                  />
                  {([-1, 1] as const).map((by) => (
                    <ActionIcon
                      key={by}
                      variant="subtle"
                      color="gray"
                      size={26}
                      data-move={`${by} ${id}`}
                      disabled={by < 0 ? place === 0 : place === chosen.length - 1}
                      aria-label={t(by < 0 ? "lists.moveUp" : "lists.moveDown", { name })}
                      onClick={() => move(id, by)}
                    >
                      {by < 0 ? <IconArrowUp size={15} /> : <IconArrowDown size={15} />}
                    </ActionIcon>
                  ))}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Stack>
  );
}
