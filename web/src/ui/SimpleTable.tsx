import { Table } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./SimpleTable.module.css";

export interface SimpleColumn<T> {
  id: string;
  header: ReactNode;
  align?: "right";
  cell: (row: T) => ReactNode;
}

interface Props<T> {
  label: string;
  columns: SimpleColumn<T>[];
  rows: readonly T[];
}

/** A short list of an administrator's page; on a narrow screen each row becomes a card. */
export function SimpleTable<T extends { id: string }>({ label, columns, rows }: Props<T>) {
  return (
    <div className={classes.box}>
      <Table verticalSpacing={9} horizontalSpacing={16} aria-label={label} className={classes.table}>
        <Table.Thead className={classes.head}>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.id} ta={column.align}>
                {column.header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              {columns.map((column) => (
                <Table.Td key={column.id} ta={column.align} data-column={column.id}>
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
