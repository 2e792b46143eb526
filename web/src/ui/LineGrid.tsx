import { ActionIcon, Button, Text, TextInput, VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";

import classes from "./LineGrid.module.css";
import { useAfterRender } from "./useAfterRender";

export interface LineColumn<L> {
  /** The member of a line, as the API names it in `lines.0.quantity`. */
  name: keyof L & string;
  header: string;
  /** A text for a number. */
  numeric?: boolean;
  width?: number;
  /** Another editor than a text. */
  cell?: (line: L, field: { label: string; error?: string }, change: (part: Partial<L>) => void) => ReactNode;
}

interface Props<L> {
  label: string;
  lines: L[];
  columns: LineColumn<L>[];
  blank: () => L;
  onChange: (lines: L[]) => void;
  errors: Record<string, string>;
  totalHeader: string;
  /** What a line comes to; "—" for one that is none yet. */
  totals: string[];
}

/** The lines of a form. Enter goes to the next line and makes it where there is none (beyond 13). */
export function LineGrid<L extends { key: string }>({ label, lines, columns, blank, onChange, errors, totalHeader, totals }: Props<L>) {
  const { t } = useTranslation();
  const table = useRef<HTMLTableElement>(null);
  const afterRender = useAfterRender();
  const change = (place: number, part: Partial<L>) =>
    onChange(lines.map((line, index) => (index === place ? { ...line, ...part } : line)));
  const focus = (place: number, inRow = "input") =>
    afterRender(() => {
      table.current?.querySelectorAll("tbody tr")[place]?.querySelector<HTMLElement>(inRow)?.focus();
    });
  const add = () => {
    onChange([...lines, blank()]);
    focus(lines.length);
  };
  const remove = (place: number) => {
    const rest = lines.filter((_, index) => index !== place);
    onChange(rest.length ? rest : [blank()]);
    focus(Math.max(0, place - 1));
  };
  const move = (place: number, step: 1 | -1) => {
    const next = [...lines];
    next.splice(place + step, 0, ...next.splice(place, 1));
    onChange(next);
    const last = place + step === (step < 0 ? 0 : lines.length - 1);
    focus(place + step, `[data-step="${last ? -step : step}"]`);
  };
  const step = (place: number, by: 1 | -1) => (
    <ActionIcon
      size={30}
      mt={3}
      data-step={by}
      aria-label={t(by < 0 ? "line.up" : "line.down", { n: place + 1 })}
      disabled={by < 0 ? place === 0 : place === lines.length - 1}
      onClick={() => move(place, by)}
    >
      {by < 0 ? <IconArrowUp size={16} stroke={1.7} /> : <IconArrowDown size={16} stroke={1.7} />}
    </ActionIcon>
  );
  return (
    <div>
      <div className={classes.scroll}>
        <table className={classes.lines} ref={table} aria-label={label}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.name} scope="col" className={column.numeric ? classes.right : undefined}>
                  {column.header}
                </th>
              ))}
              <th scope="col" className={classes.right}>
                {totalHeader}
              </th>
              <th scope="col">
                <VisuallyHidden>{t("table.actions")}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, place) => (
              <tr key={line.key}>
                {columns.map(({ name, header, numeric, width, cell }) => {
                  const field = { label: t("line.of", { field: header, n: place + 1 }), error: errors[`lines.${place}.${name}`] };
                  return (
                    <td key={name} data-label={header}>
                      {cell ? (
                        cell(line, field, (part) => change(place, part))
                      ) : (
                        <TextInput
                          aria-label={field.label}
                          error={field.error}
                          autoComplete="off"
                          w={width}
                          inputMode={numeric ? "decimal" : undefined}
                          styles={numeric ? { input: { textAlign: "right" } } : undefined}
                          value={String(line[name])}
                          onChange={(event) => change(place, { [name]: event.currentTarget.value } as Partial<L>)}
                          onKeyDown={(event) => {
                            if (event.key !== "Enter") return;
                            event.preventDefault();
                            if (place === lines.length - 1) add();
                            else focus(place + 1);
                          }}
                        />
                      )}
                    </td>
                  );
                })}
                <td className={`${classes.total} number`} data-label={totalHeader}>
                  {totals[place]}
                </td>
                <td>
                  <div className={classes.tools}>
                    {lines.length > 1 && step(place, -1)}
                    {lines.length > 1 && step(place, 1)}
                    <ActionIcon size={36} aria-label={t("line.remove", { n: place + 1 })} onClick={() => remove(place)}>
                      <IconTrash size={17} stroke={1.7} />
                    </ActionIcon>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button mt={10} variant="default" size="compact-md" leftSection={<IconPlus size={15} />} onClick={add}>
        {t("line.add")}
      </Button>
      <Text size="xs" c="dimmed" mt={6}>
        {t("line.keys")}
      </Text>
    </div>
  );
}
