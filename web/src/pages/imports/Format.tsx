import { Box, Select, Table, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "./imports.module.css";
import type { StepProps } from "./Wizard";

const DELIMITERS = { comma: ",", semicolon: ";", tab: "\t", pipe: "|" } as const;
const SHOWN_ROWS = 8;
const HEADER_ROWS = 20;
const SHOWN_COLUMNS = 40;

/** How the text is read, and which row names the columns; what changes is read again at once. */
export function Format({ one, layout, say }: StepProps) {
  const { t } = useTranslation();
  const [other, setOther] = useState<string | null>(null);
  const { delimiter, encoding, sheet } = one.detected;
  const known = Object.entries(DELIMITERS).find(([, sign]) => sign === delimiter)?.[0];
  const rows = layout.head.slice(0, HEADER_ROWS);
  const width = Math.min(SHOWN_COLUMNS, Math.max(1, ...rows.map(([, cells]) => cells.length)));
  return (
    <>
      <div className={classes.form}>
        {encoding && (
          <Select
            label={t("imports.format.encoding")}
            description={t("imports.format.encodingHint")}
            allowDeselect={false}
            data={layout.encodings.map((value) => ({ value, label: t(`imports.encodings.${value as "utf-8"}`) }))}
            value={encoding}
            onChange={(value) => value && void say({ encoding: value })}
          />
        )}
        {delimiter && (
          <Select
            label={t("imports.format.delimiter")}
            allowDeselect={false}
            data={[...Object.keys(DELIMITERS), "other"].map((value) => ({ value, label: t(`imports.delimiters.${value as "comma"}`) }))}
            value={other !== null ? "other" : (known ?? "other")}
            onChange={(value) => {
              if (value === "other") setOther("");
              else if (value) {
                setOther(null);
                void say({ delimiter: DELIMITERS[value as "comma"] });
              }
            }}
          />
        )}
        {delimiter && (other !== null || !known) && (
          <TextInput
            label={t("imports.format.otherDelimiter")}
            maxLength={1}
            value={other ?? delimiter}
            onChange={(event) => {
              setOther(event.currentTarget.value);
              if (event.currentTarget.value) void say({ delimiter: event.currentTarget.value });
            }}
          />
        )}
        {sheet && layout.sheets.length > 1 && (
          <Select label={t("imports.format.sheet")} allowDeselect={false} data={layout.sheets} value={sheet} onChange={(value) => value && void say({ sheet: value })} />
        )}
        <Select
          label={t("imports.format.header")}
          allowDeselect={false}
          data={[
            { value: "0", label: t("imports.format.noHeader") },
            ...rows.map(([row, cells]) => ({ value: String(row), label: t("imports.format.row", { row, cells: cells.filter(Boolean).slice(0, 4).join(", ") }) })),
          ]}
          value={String(one.header_row)}
          onChange={(value) => value !== null && void say({ header_row: Number(value) })}
        />
      </div>
      <Text size="sm" fw={600} id="first-rows">
        {t("imports.format.first")}
      </Text>
      <Box className={classes.scroll} role="region" tabIndex={0} aria-labelledby="first-rows">
        <Table>
          <Table.Tbody>
            {rows.slice(0, SHOWN_ROWS).map(([row, cells]) => (
              <Table.Tr key={row} data-header={row === one.header_row || undefined}>
                <Table.Th scope="row">{row}</Table.Th>
                {Array.from({ length: width }, (_, at) => (
                  <Table.Td key={at}>{cells[at]}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
    </>
  );
}
