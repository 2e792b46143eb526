import { Group, Radio, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { duplicates, type MergeBody } from "@/api/duplicates";
import { contacts } from "@/api/resources";
import type { Contact, Money } from "@/api/types";
import { day, money } from "@/app/format";
import { showDone } from "@/app/toasts";
import { useDesign } from "@/custom/fields";
import { shownValue } from "@/custom/shown";
import { useSources, useTemperatures, useTypes } from "@/pages/contact/catalogs";
import { usePhoneFormat } from "@/phone/numbers";
import { EditDialog } from "@/ui/EditDialog";
import { Failure, Lines } from "@/ui/states";

import { type Chosen, differences, ownDifferences, preset } from "./differences";

const LABELS = {
  name: "contact.name",
  class: "contact.class",
  company_id: "contact.company",
  main_contact_id: "contact.mainContact",
  position: "contact.position",
  area: "contact.area",
  tax_id: "contact.taxId",
  website: "contact.website",
  description: "contact.description",
  type_id: "contact.type",
  source_id: "contact.source",
  temperature_id: "contact.temperature",
  account_status: "contact.accountStatus",
  priority: "contact.priority",
  economic_activity: "contact.economicActivity",
  currency: "contact.currency",
  price_list: "contact.priceList",
  ledger_account: "contact.ledgerAccount",
  credit_days: "contact.creditDays",
  credit_limit: "contact.creditLimit",
  tax_exempt: "contact.taxExempt",
  is_supplier: "contact.isSupplier",
} as const satisfies Record<Chosen, string>;

/** Reads the contacts whole, with those that they name. */
function useCompared(ids: readonly string[]) {
  return useQuery({
    queryKey: ["contacts", "compared", ...ids],
    queryFn: async ({ signal }) => {
      const page = await contacts.list({ "id.in": ids.join(","), limit: 20 }, signal);
      const all = ids.flatMap((id) => page.items.find((one) => one.id === id) ?? []);
      const named = [...new Set(all.flatMap((one) => [one.company_id, one.main_contact_id].filter((id) => id != null)))];
      const names = named.length ? await contacts.list({ "id.in": named.join(","), limit: 20 }, signal) : null;
      return { all, names: new Map(names?.items.map((one) => [one.id, one.name])) };
    },
    staleTime: 0,
  });
}

function useShown(names: ReadonlyMap<string, string>) {
  const { t } = useTranslation();
  const [types, sources, temperatures] = [useTypes(), useSources(), useTemperatures()];
  return (one: Contact, name: Chosen): string => {
    const value = one[name];
    if (value == null || value === "") return t("contact.notGiven");
    switch (name) {
      case "class":
        return t(`contact.classes.${one.class}`);
      case "account_status":
        return t(`contact.accountStatuses.${one.account_status}`);
      case "priority":
        return t(`contact.priorities.${one.priority}`);
      case "type_id":
        return types.nameOf(one.type_id);
      case "source_id":
        return sources.nameOf(one.source_id);
      case "temperature_id":
        return temperatures.nameOf(one.temperature_id);
      case "company_id":
      case "main_contact_id":
        return names.get(value as string) ?? t("contact.private");
      case "credit_limit":
        return money(value as Money);
      default:
        return typeof value === "boolean" ? t(value ? "contact.yes" : "contact.no") : String(value);
    }
  };
}

function Choice({ label, all, value, shown, onChange }: { label: string; all: Contact[]; value: string; shown: (one: Contact) => string; onChange: (id: string) => void }) {
  return (
    <Radio.Group label={label} value={value} onChange={onChange}>
      <Group gap="lg" mt={4}>
        {all.map((one) => (
          <Radio key={one.id} value={one.id} label={shown(one)} />
        ))}
      </Group>
    </Radio.Group>
  );
}

/** Merges contacts into the one that remains; where they differ, somebody chooses (C-46). */
export function Merge({ ids, onClose, onMerged }: { ids: string[]; onClose: () => void; onMerged: (survivor: Contact) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const phone = usePhoneFormat();
  const design = useDesign("contact");
  const compared = useCompared(ids);
  const shown = useShown(compared.data?.names ?? new Map());
  const [survivorId, setSurvivor] = useState(ids[0] ?? "");
  const [choices, setChoices] = useState<Record<string, string>>({});
  const intent = useRef({ body: "", key: "" });
  const all = compared.data?.all ?? [];
  const survivor = all.find((one) => one.id === survivorId) ?? all[0];
  const others = all.filter((one) => one !== survivor);
  const fields = Object.values(design.fields).filter((field) => field.type !== "heading");
  const own = ownDifferences(all, fields.map((field) => field.key));
  const words = { yes: t("custom.yes"), no: t("custom.no") };
  const choose = (name: string) => (id: string) => setChoices((before) => ({ ...before, [name]: id }));

  return (
    <EditDialog
      opened
      size="lg"
      title={t("duplicates.mergeTitle")}
      submitLabel={t("duplicates.merge")}
      onClose={onClose}
      check={() => !!survivor && others.length > 0}
      knows={() => false}
      setErrors={() => undefined}
      save={async () => {
        if (!survivor) return;
        const body: MergeBody = { absorbed: others.map((one) => ({ id: one.id, version: one.version })), choices };
        // The same wish tried again is the same intent: a lost answer never merges twice.
        const text = JSON.stringify([survivor.id, body]);
        if (intent.current.body !== text) intent.current = { body: text, key: intentKey() };
        const saved = await duplicates.merge(survivor, body, intent.current.key).finally(() => void client.invalidateQueries({ queryKey: ["contacts"] }));
        showDone(t("duplicates.merged", { name: saved.name }));
        onMerged(saved);
      }}
    >
      {compared.error ? (
        <Failure error={compared.error} retry={() => void compared.refetch()} />
      ) : !survivor ? (
        <Lines count={6} />
      ) : (
        <>
          <Text size="sm">{t("duplicates.mergeHint")}</Text>
          <Radio.Group label={t("duplicates.remains")} value={survivor.id} onChange={setSurvivor}>
            <Stack gap={8} mt={6}>
              {all.map((one) => (
                <Radio
                  key={one.id}
                  value={one.id}
                  label={one.name}
                  description={[t("duplicates.since", { day: day(one.created_at) }), ...one.phones.map((each) => phone(each.number)), ...one.emails.map((each) => each.address)].join(" · ")}
                />
              ))}
            </Stack>
          </Radio.Group>
          {differences(all).map((name) => (
            <Choice key={name} label={t(LABELS[name])} all={all} value={choices[name] ?? preset(name, survivor, others)} shown={(one) => shown(one, name)} onChange={choose(name)} />
          ))}
          {fields
            .filter((field) => own.includes(field.key))
            .map((field) => {
              const valueOf = (one: Contact) => (one.custom as Record<string, unknown>)[field.key];
              const name = `custom.${field.key}`;
              const first = [survivor, ...others].find((one) => valueOf(one) != null) ?? survivor;
              return <Choice key={name} label={field.title} all={all} value={choices[name] ?? first.id} shown={(one) => shownValue(field, valueOf(one), words) || t("contact.notGiven")} onChange={choose(name)} />;
            })}
          <Text size="sm" c="dimmed">
            {t("duplicates.united")}
          </Text>
        </>
      )}
    </EditDialog>
  );
}
