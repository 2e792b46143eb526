import "@mantine/core/styles/Fieldset.css";

import { Checkbox, Fieldset, Group, Radio, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { type Lead, type LeadConversion, type LeadMatch, leads } from "@/api/leads";
import { useMay, useMe } from "@/api/session";
import { showDone } from "@/app/toasts";
import { choices, useStages } from "@/pages/sales/catalogs";
import { DateField } from "@/pages/sales/DateField";
import { usePhoneFormat } from "@/phone/numbers";
import { AmountInput } from "@/ui/AmountInput";
import { currenciesWith } from "@/ui/currencies";
import { EditDialog } from "@/ui/EditDialog";
import { Lines } from "@/ui/states";

const NEW = "new";

interface Values {
  person: boolean;
  person_id: string;
  first_name: string;
  last_name: string;
  company: boolean;
  company_id: string;
  name: string;
  opportunity: boolean;
  title: string;
  stage_id: string | null;
  amount: number | string;
  currency: string;
  expected_close_on: string | null;
}

/** The form's field for the server's: each part of the conversion names its own. */
const AT: Readonly<Record<string, keyof Values>> = {
  person: "person",
  "person.contact_id": "person_id",
  "person.first_name": "first_name",
  "person.last_name": "last_name",
  "company.contact_id": "company_id",
  "company.name": "name",
  "opportunity.title": "title",
  "opportunity.stage_id": "stage_id",
  "opportunity.amount": "amount",
  "opportunity.currency": "currency",
  "opportunity.expected_close_on": "expected_close_on",
};

function bodyOf(values: Values): LeadConversion {
  const known = (id: string) => (id === NEW ? null : id);
  return {
    ...(values.person && {
      person: known(values.person_id) ? { contact_id: values.person_id } : { first_name: values.first_name.trim() || null, last_name: values.last_name.trim() || null },
    }),
    ...(values.company && { company: known(values.company_id) ? { contact_id: values.company_id } : { name: values.name.trim() || null } }),
    ...(values.opportunity && {
      opportunity: {
        title: values.title.trim(),
        stage_id: values.stage_id,
        ...(values.amount === "" ? {} : { amount: String(values.amount), currency: values.currency }),
        expected_close_on: values.expected_close_on,
      },
    }),
  };
}

/** Offers the contacts that are there already, the surest first, and a new one. */
function Which({ label, found, value, onChange, error, newOne }: { label: string; found: LeadMatch[]; value: string; onChange: (id: string) => void; error?: React.ReactNode; newOne: string }) {
  const { t } = useTranslation();
  const shown = usePhoneFormat();
  if (!found.length) return null;
  return (
    <Radio.Group label={label} description={t("lead.foundHint")} value={value} onChange={onChange} error={error}>
      <Stack gap={8} mt={8}>
        {found.map((one) => (
          <Radio
            key={one.id}
            value={one.id}
            label={t("lead.use", { name: one.name })}
            description={[one.by.map((by) => t(`lead.by.${by}`)).join(", "), one.phone && shown(one.phone), one.email].filter(Boolean).join(" · ")}
          />
        ))}
        <Radio value={NEW} label={newOne} />
      </Stack>
    </Radio.Group>
  );
}

/** Converts a lead to a person, a company or both, and to an opportunity if wanted (C-30). */
export function Convert({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay();
  const client = useQueryClient();
  const stages = useStages();
  const intent = useRef({ body: "", key: "" });
  const [preset, setPreset] = useState(false);
  const found = useQuery({ queryKey: ["leads", "matches", lead.id], queryFn: ({ signal }) => leads.matches(lead.id, signal), staleTime: 0 });
  const named = !!(lead.first_name || lead.last_name) || !lead.company_name;
  const form = useForm<Values>({
    initialValues: {
      person: named,
      person_id: NEW,
      first_name: lead.first_name ?? "",
      last_name: lead.last_name ?? "",
      company: !!lead.company_name,
      company_id: NEW,
      name: lead.company_name ?? "",
      opportunity: false,
      title: lead.company_name ?? lead.name,
      stage_id: null,
      amount: "",
      currency: me.organization.currency,
      expected_close_on: null,
    },
    validate: {
      person: (value, all) => (value || all.company ? null : t("lead.needsContact")),
      first_name: (value, all) => (all.person && all.person_id === NEW && !value.trim() ? t("form.needed") : null),
      last_name: (value, all) => (all.person && all.person_id === NEW && !value.trim() ? t("form.needed") : null),
      name: (value, all) => (all.company && all.company_id === NEW && !value.trim() ? t("form.needed") : null),
      title: (value, all) => (all.opportunity && !value.trim() ? t("form.needed") : null),
    },
  });
  const { values, setFieldValue } = form;
  const items = found.data?.items ?? [];
  const persons = items.filter((one) => one.kind === "person");
  const companies = items.filter((one) => one.kind === "company");
  useEffect(() => {
    if (!found.data || preset) return;
    // A contact with the same number, address or tax id is most likely the same one; a name alone is not.
    const sure = (kind: LeadMatch["kind"]) => found.data.items.find((one) => one.kind === kind && one.by.some((by) => by !== "name"));
    const [person, company] = [sure("person"), sure("company")];
    if (person) setFieldValue("person_id", person.id);
    if (company) {
      setFieldValue("company", true);
      setFieldValue("company_id", company.id);
    }
    setPreset(true);
  }, [found.data, preset, setFieldValue]);

  return (
    <EditDialog
      opened
      size="lg"
      title={t("lead.convertTitle", { name: lead.name })}
      submitLabel={t("lead.convert")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in AT}
      setErrors={(errors) => form.setErrors(Object.fromEntries(Object.entries(errors).map(([field, text]) => [AT[field] ?? field, text])))}
      save={async () => {
        const body = bodyOf(values);
        // The same wish tried again is the same intent: a lost answer never converts twice.
        const text = JSON.stringify(body);
        if (intent.current.body !== text) intent.current = { body: text, key: intentKey() };
        try {
          await leads.convert(lead, body, intent.current.key);
        } finally {
          void client.invalidateQueries({ queryKey: ["leads"] });
        }
        void client.invalidateQueries({ queryKey: ["contacts"] });
        void client.invalidateQueries({ queryKey: ["opportunities"] });
        showDone(t("lead.converted", { name: lead.name }));
      }}
    >
      {found.isPending ? (
        <Lines count={4} />
      ) : (
        <>
          <Text size="sm">{t("lead.convertHint")}</Text>
          <Fieldset legend={t("contact.kinds.person")}>
            <Stack gap="sm">
              <Checkbox label={t("lead.toPerson")} {...form.getInputProps("person", { type: "checkbox" })} />
              {values.person && (
                <>
                  <Which label={t("lead.foundPersons")} found={persons} value={values.person_id} onChange={(id) => setFieldValue("person_id", id)} error={form.errors.person_id} newOne={t("lead.newPerson")} />
                  {values.person_id === NEW && (
                    <Group grow align="start">
                      <TextInput label={t("contact.firstName")} withAsterisk autoComplete="off" {...form.getInputProps("first_name")} />
                      <TextInput label={t("contact.lastName")} withAsterisk autoComplete="off" {...form.getInputProps("last_name")} />
                    </Group>
                  )}
                </>
              )}
            </Stack>
          </Fieldset>
          <Fieldset legend={t("contact.kinds.company")}>
            <Stack gap="sm">
              <Checkbox label={t("lead.toCompany")} {...form.getInputProps("company", { type: "checkbox" })} />
              {values.company && (
                <>
                  <Which label={t("lead.foundCompanies")} found={companies} value={values.company_id} onChange={(id) => setFieldValue("company_id", id)} error={form.errors.company_id} newOne={t("lead.newCompany")} />
                  {values.company_id === NEW && <TextInput label={t("contact.companyName")} withAsterisk autoComplete="off" {...form.getInputProps("name")} />}
                </>
              )}
            </Stack>
          </Fieldset>
          {may("sales.create") && (
            <Fieldset legend={t("create.opportunity")}>
              <Stack gap="sm">
                <Checkbox label={t("lead.toOpportunity")} {...form.getInputProps("opportunity", { type: "checkbox" })} />
                {values.opportunity && (
                  <>
                    <TextInput label={t("lead.opportunityTitle")} withAsterisk autoComplete="off" {...form.getInputProps("title")} />
                    <Select
                      label={t("sale.stage")}
                      placeholder={t("lead.firstStage")}
                      clearable
                      clearButtonProps={{ "aria-label": t("action.clear") }}
                      data={choices(stages.data?.items ?? [])}
                      {...form.getInputProps("stage_id")}
                    />
                    <Group grow align="start">
                      <AmountInput label={t("lead.amount")} {...form.getInputProps("amount")} />
                      <Select label={t("fields.currency")} allowDeselect={false} searchable data={currenciesWith(values.currency)} {...form.getInputProps("currency")} />
                    </Group>
                    <DateField label={t("lead.expectedOn")} value={values.expected_close_on} onChange={(day) => setFieldValue("expected_close_on", day as string | null)} error={form.errors.expected_close_on} />
                  </>
                )}
              </Stack>
            </Fieldset>
          )}
        </>
      )}
    </EditDialog>
  );
}
