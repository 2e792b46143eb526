import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { CustomField, CustomValues } from "@/api/types";
import type { Column } from "@/ui/RecordTable";

import { PREFIX, SORTED, useDesign } from "./fields";
import { shownValue } from "./shown";

interface Chosen {
  hidden: ReadonlySet<string>;
  toggle: (id: string) => void;
}

/** A person who chose an added column has this before its id in the list of what they hide. */
const CHOSEN = "+";

const NARROW: ReadonlySet<CustomField["type"]> = new Set(["number", "money", "date", "checkbox"]);

/**
 * A list's columns with one for each field that the organization added: the field's title is the
 * column's (S4). They are hidden until somebody chooses them, since there may be a hundred.
 */
export function useCustomColumns<T extends { custom: CustomValues }>(entity: string, own: Column<T>[], chosen: Chosen) {
  const { t } = useTranslation();
  const { fields } = useDesign(entity);
  const added = useMemo(
    () =>
      fields
        .filter((field) => field.type !== "heading" && field.type !== "area")
        .map(
          (field): Column<T> => ({
            id: PREFIX + field.key,
            header: field.title,
            track: NARROW.has(field.type) ? "minmax(112px, 0.8fr)" : "minmax(110px, 1.2fr)",
            sort: SORTED.has(field.type) ? PREFIX + field.key : undefined,
            align: field.type === "number" || field.type === "money" ? "right" : undefined,
            cell: (row) => {
              const shown = shownValue(field, row.custom[field.key], { yes: t("custom.yes"), no: t("custom.no") });
              return (
                <span className={NARROW.has(field.type) ? "number" : undefined} title={shown.length > 24 ? shown : undefined}>
                  {shown}
                </span>
              );
            },
          }),
        ),
    [fields, t],
  );
  const { hidden, toggle } = chosen;
  const columns = useMemo(() => {
    const place = own.findIndex((column) => column.id === "updated");
    return place < 0 ? [...own, ...added] : [...own.slice(0, place), ...added, ...own.slice(place)];
  }, [own, added]);
  const all = useMemo(
    () => new Set([...hidden, ...added.map((column) => column.id).filter((id) => !hidden.has(CHOSEN + id))]),
    [hidden, added],
  );
  return { columns, hidden: all, toggle: (id: string) => toggle(id.startsWith(PREFIX) ? CHOSEN + id : id) };
}
