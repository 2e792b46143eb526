import { Table } from "@mantine/core";
import { type DragEvent, type ReactNode, useState } from "react";

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
  /** Rows may be dragged to another place; the page offers keys for the same. */
  onMove?: (id: string, place: number) => void;
}

/** A short list of an administrator's page; on a narrow screen each row becomes a card. */
export function SimpleTable<T extends { id: string }>({ label, columns, rows, onMove }: Props<T>) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const drag = (row: T, place: number) =>
    onMove && {
      draggable: true,
      "data-over": over === row.id && dragged !== row.id ? "" : undefined,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = "move";
        setDragged(row.id);
      },
      onDragOver: (event: DragEvent) => {
        if (!dragged) return;
        event.preventDefault();
        setOver(row.id);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        if (dragged && dragged !== row.id) onMove(dragged, place);
      },
      onDragEnd: () => {
        setDragged(null);
        setOver(null);
      },
    };
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
          {rows.map((row, place) => (
            <Table.Tr key={row.id} {...drag(row, place)}>
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
