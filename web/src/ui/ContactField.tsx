import { useTranslation } from "react-i18next";

import { contacts } from "@/api/resources";

import { type FieldProps, RecordField } from "./RecordField";

interface Props extends FieldProps {
  /** The name of the chosen one, where the page has it already. */
  name?: string | null;
  kind?: "company" | "person";
  without?: readonly string[];
}

/** Picks a contact by what is typed (C-44, K-11, K-12, B-03). */
export function ContactField({ kind, ...field }: Props) {
  const { t } = useTranslation();
  return (
    <RecordField
      placeholder={t("contact.companyHint")}
      hidden={t("contact.private")}
      {...field}
      source={{
        one: (id) => ({ queryKey: ["contacts", "one", id], queryFn: ({ signal }) => contacts.read(id, signal) }),
        nameOf: (read) => read.record.name,
        find: (q) => ({
          queryKey: ["contacts", "lookup", q, kind ?? "all"],
          queryFn: ({ signal }) => contacts.lookup({ q, kind }, signal),
        }),
        option: (one) => ({ value: one.id, label: one.name }),
      }}
    />
  );
}
