import { Checkbox, Radio, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { contacts } from "@/api/resources";
import type { Contact, ContactWrite } from "@/api/types";
import { TextLink } from "@/ui/TextLink";

import { InlineField } from "./InlineField";
import type { FieldName } from "./layout";
import { keyOf, type Save } from "./record";

export interface FactProps {
  contact: Contact;
  editable: boolean;
  save: Save;
}

/** What a page shows for each field; nothing where the contact does not have it. */
export type Facts = Partial<Record<FieldName, ReactNode>>;

type Option = { value: string; label: string };
type Texts = "economic_activity" | "price_list" | "ledger_account";
type Ids = "type_id" | "source_id" | "temperature_id" | "owner_id" | "currency";

/** A contact's name that leads to it; nothing where the reader may not see it. */
export function Person({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, isError } = useQuery({ queryKey: keyOf(id), queryFn: ({ signal }) => contacts.read(id, signal), retry: false });
  if (isError) return <>{t("contact.private")}</>;
  return data ? (
    <TextLink to="/contacts/$contactId" params={{ contactId: id }} size="sm">
      {data.record.name}
    </TextLink>
  ) : null;
}

/** The kinds of facts that the account form is made of, each changed where it stands. */
export function useFields({ contact, editable, save }: FactProps) {
  const { t } = useTranslation();
  return {
    text: (name: Texts, label: string) => (
      <InlineField
        label={label}
        value={contact[name] ?? ""}
        shown={contact[name]}
        empty={!contact[name]}
        editable={editable}
        save={(next, force) => save({ [name]: next.trim() || null }, force)}
        editor={(draft, set, error, id) => <TextInput aria-labelledby={id} autoComplete="off" value={draft} error={!!error} onChange={(event) => set(event.currentTarget.value)} />}
      />
    ),
    /** `otherwise` is what an empty one says of itself, where it says more than that there is none. */
    one: (name: Ids, label: string, options: Option[], shown: ReactNode, otherwise = "") => (
      <InlineField
        label={label}
        value={contact[name] ?? null}
        shown={contact[name] ? shown : otherwise}
        empty={!contact[name] && !otherwise}
        editable={editable}
        save={(next, force) => save({ [name]: next } as Partial<ContactWrite>, force)}
        editor={(draft, set, error, id) => (
          <Select aria-labelledby={id} placeholder={t("contact.unspecified")} searchable clearable clearButtonProps={{ "aria-label": t("action.clear") }} data={options} value={draft} error={!!error} onChange={set} />
        )}
      />
    ),
    choice: <N extends "account_status" | "priority">(name: N, label: string, values: readonly Contact[N][], worded: (value: Contact[N]) => string, shown: ReactNode) => (
      <InlineField
        label={label}
        value={contact[name]}
        shown={shown}
        editable={editable}
        save={(next, force) => save({ [name]: next }, force)}
        editor={(draft, set, _error, id) => (
          <Radio.Group aria-labelledby={id} value={draft} onChange={(next) => set(next as Contact[N])}>
            <Stack gap={8}>
              {values.map((value) => (
                <Radio key={value} value={value} label={worded(value)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
      />
    ),
    flag: (name: "tax_exempt" | "is_supplier", label: string) => (
      <InlineField
        label={label}
        value={contact[name]}
        shown={t(contact[name] ? "contact.yes" : "contact.no")}
        editable={editable}
        save={(next, force) => save({ [name]: next }, force)}
        editor={(draft, set) => <Checkbox label={label} checked={draft} onChange={(event) => set(event.currentTarget.checked)} />}
      />
    ),
  };
}
