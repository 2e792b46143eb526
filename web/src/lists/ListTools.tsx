import { type ListEntity, MODULES } from "@/api/lists";
import { useMay } from "@/api/session";

import { ColumnChoice } from "./ColumnChoice";
import type { ListColumns } from "./columns";
import { ExportButton } from "./ExportButton";

interface Props<T> {
  entity: ListEntity;
  columns: ListColumns<T>;
  /** What the list shows now, as the API is asked. */
  filter: Record<string, string>;
  sort: string;
  /** How the file is called, where it is not the list as a whole. */
  name?: string;
}

/** A list taken away as a file, and its columns. */
export function ListTools<T>({ entity, columns, filter, sort, name }: Props<T>) {
  const may = useMay();
  const shown = columns.shown.filter((column) => !column.screenOnly).flatMap((column) => [column.id, ...(column.beside ?? [])]);
  return (
    <>
      {may(`${MODULES[entity]}.export`) && <ExportButton entity={entity} filter={filter} sort={sort} columns={[...new Set(shown)]} name={name} />}
      <ColumnChoice columns={columns} />
    </>
  );
}
