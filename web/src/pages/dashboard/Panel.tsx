import { Button, Skeleton, Table, Title } from "@mantine/core";
import { IconChartBar, IconTable } from "@tabler/icons-react";
import { type ReactNode, Suspense, useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { TextLink } from "@/ui/TextLink";

import classes from "../Dashboard.module.css";

interface PanelProps {
  title: string;
  columns: string[];
  rows: string[][];
  /** The page with the records behind each row. */
  links?: readonly (string | null)[];
  children: ReactNode;
}

/** A chart and the same figures as a table: the chart's text reaches no screen reader. */
export function Panel({ title, columns, rows, links, children }: PanelProps) {
  const { t } = useTranslation();
  const id = useId();
  const [table, setTable] = useState(false);
  const Sign = table ? IconChartBar : IconTable;
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <div className={classes.panelHead}>
        <Title order={2} size="0.95rem" id={id}>
          {title}
        </Title>
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<Sign size={16} />} aria-pressed={table} onClick={() => setTable(!table)}>
          {t(table ? "dashboard.asChart" : "dashboard.asTable")}
        </Button>
      </div>
      {table ? (
        // Scrolled by the arrow keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes.tableBox} tabIndex={0} role="group" aria-labelledby={id}>
          <Table striped highlightOnHover verticalSpacing={5}>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column, index) => (
                  <Table.Th key={column} ta={index ? "right" : "left"}>
                    {column}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row, place) => (
                <Table.Tr key={`${place} ${row[0]}`}>
                  {row.map((cell, index) => {
                    const link = index === 1 ? links?.[place] : null;
                    return (
                      <Table.Td key={columns[index]} ta={index ? "right" : "left"} className="number">
                        {link ? (
                          <TextLink to={link} size="sm" aria-label={t("figures.behind", { figure: row[0], value: cell })}>
                            {cell}
                          </TextLink>
                        ) : (
                          cell
                        )}
                      </Table.Td>
                    );
                  })}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ) : (
        <Suspense fallback={<Skeleton height={250} />}>{children}</Suspense>
      )}
    </section>
  );
}
