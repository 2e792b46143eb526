import { useTranslation } from "react-i18next";

import { cases } from "@/api/resources";
import type { Case } from "@/api/types";
import { type FieldProps, RecordField } from "@/ui/RecordField";

import { keyOf } from "./record";

export const titled = (one: Pick<Case, "number" | "title">): string => `${one.number} · ${one.title}`;

interface Props extends FieldProps {
  /** The case that the other one is picked for: it cannot depend on itself. */
  except?: string;
}

/** Picks another case by its number or title (K-13). */
export function CaseField({ except, ...field }: Props) {
  const { t } = useTranslation();
  return (
    <RecordField
      label={t("case.dependsOn")}
      placeholder={t("case.search")}
      hidden={t("case.private")}
      without={[except]}
      {...field}
      source={{
        one: (id) => ({ queryKey: keyOf(id), queryFn: ({ signal }) => cases.read(id, signal) }),
        nameOf: (read) => titled(read.record),
        find: (q) => ({ queryKey: ["cases", "lookup", q], queryFn: ({ signal }) => cases.list({ q, limit: 10 }, signal) }),
        option: (one) => ({ value: one.id, label: titled(one) }),
      }}
    />
  );
}
