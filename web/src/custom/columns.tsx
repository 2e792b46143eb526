import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { CustomField, CustomValues } from "@/api/types";
import type { Column } from "@/ui/RecordTable";

import { PREFIX, SORTED, useDesign } from "./fields";
import { shownValue } from "./shown";

/** The column before which the added ones stand. */
const LAST = "updated_at";

const NARROW: ReadonlySet<CustomField["type"]> = new Set(["number", "money", "date", "checkbox"]);

/**
 * A list's columns with one for each field that the organization added: the field's title is the
 * column's (S4). They are hidden until somebody chooses them, since there may be a hundred.
 */
export function useCustomColumns<T extends { custom: CustomValues }>(entity: string, own: readonly Column<T>[]): Column<T>[] {
  const { t } = useTranslation();
  const { fields } = useDesign(entity);
  return useMemo(() => {
    const added = fields
      .filter((field) => field.type !== "heading" && field.type !== "area")
      .map(
        (field): Column<T> => ({
          id: PREFIX + field.key,
          header: field.title,
          track: NARROW.has(field.type) ? "minmax(112px, 0.8fr)" : "minmax(110px, 1.2fr)",
          sort: SORTED.has(field.type) ? PREFIX + field.key : undefined,
          align: field.type === "number" || field.type === "money" ? "right" : undefined,
          extra: true,
          cell: (row) => {
            const shown = shownValue(field, row.custom[field.key], { yes: t("custom.yes"), no: t("custom.no") });
            return (
              <span className={NARROW.has(field.type) ? "number" : undefined} title={shown.length > 24 ? shown : undefined}>
                {shown}
              </span>
            );
          },
        }),
      );
    const place = own.findIndex((column) => column.id === LAST);
    return place < 0 ? [...own, ...added] : [...own.slice(0, place), ...added, ...own.slice(place)];
  }, [own, fields, t]);
}
