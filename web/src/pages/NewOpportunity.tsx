import { Alert, Button, Group, MultiSelect, Select, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { asProblem, fieldErrors } from "@/api/problems";
import { opportunities } from "@/api/resources";
import { useMe } from "@/api/session";
import type { OpportunityWrite } from "@/api/types";
import { problemText, showDone } from "@/app/toasts";
import { usePeople } from "@/ui/directory";
import { PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { budgetBody, BudgetFields, type BudgetValues } from "./sales/BudgetFields";
import { choices, useStages } from "./sales/catalogs";
import { ContactField } from "@/ui/ContactField";
import { DateField } from "./sales/DateField";
import { keyOf } from "./sales/record";
import classes from "./sales/sales.module.css";

interface Values {
  title: string;
  contact_id: string | null;
  stage_id: string | null;
  budget: BudgetValues;
  expected_close_on: string | null;
  owner_id: string | null;
  restricted: boolean;
  shared_user_ids: string[];
  description: string;
}

const blank = (currency: string, owner: string, contact: string | null, stage: string | null): Values => ({
  title: "",
  contact_id: contact,
  stage_id: stage,
  budget: { amount: "", currency, kind: "fixed", periods: 1 },
  expected_close_on: null,
  owner_id: owner,
  restricted: false,
  shared_user_ids: [],
  description: "",
});

function bodyOf(values: Values, continues: string | undefined): OpportunityWrite {
  return {
    title: values.title.trim(),
    contact_id: values.contact_id,
    stage_id: values.stage_id as string,
    budget: budgetBody(values.budget),
    expected_close_on: values.expected_close_on,
    owner_id: values.owner_id,
    visibility: values.restricted ? "private" : "write",
    shared_user_ids: values.restricted ? values.shared_user_ids : [],
    description: values.description.trim() || null,
    ...(continues ? { continues_id: continues } : {}),
  };
}

/** A new opportunity (S-01, S-06); the address may name its contact, its stage, what it goes on from. */
export function NewOpportunity() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const router = useRouter();
  const client = useQueryClient();
  const search = useSearch({ from: "/shell/opportunities/new" });
  const stages = useStages();
  const { options } = usePeople();
  useTitle(t("sale.new"));
  const currency = me.organization.currency;
  const before = useQuery({
    queryKey: keyOf(search.continues ?? ""),
    queryFn: ({ signal }) => opportunities.read(search.continues as string, signal),
    enabled: !!search.continues,
  });
  const form = useForm<Values>({
    initialValues: blank(currency, me.id, search.contact_id ?? null, search.stage_id ?? null),
    validate: {
      title: (value) => (value.trim() ? null : t("form.needed")),
      contact_id: (value) => (value ? null : t("form.needed")),
      stage_id: (value) => (value ? null : t("form.needed")),
    },
  });
  const { setFieldValue, values } = form;
  const first = stages.data?.items.find((stage) => stage.active)?.id;
  useEffect(() => {
    if (first && !values.stage_id) setFieldValue("stage_id", first);
  }, [first, values.stage_id, setFieldValue]);
  const continued = before.data?.record;
  useEffect(() => {
    if (continued) setFieldValue("contact_id", continued.contact_id);
  }, [continued, setFieldValue]);
  const [busy, setBusy] = useState<"save" | "again" | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const intent = useRef({ body: "", key: "" });
  const alert = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (failure) alert.current?.focus();
  }, [failure]);

  async function save(again: boolean) {
    setFailure(null);
    if (form.validate().hasErrors) return;
    setBusy(again ? "again" : "save");
    const body = bodyOf(form.values, search.continues);
    const text = JSON.stringify(body);
    // The same body tried again is the same intent; a changed one is another.
    if (intent.current.body !== text) intent.current = { body: text, key: intentKey() };
    try {
      const made = await opportunities.create(body, intent.current.key);
      intent.current = { body: "", key: "" };
      void client.invalidateQueries({ queryKey: ["opportunities"] });
      showDone(t("sale.saved", { name: made.title }));
      if (again) {
        form.setValues(blank(currency, me.id, null, first ?? null));
        title.current?.focus();
      } else await navigate({ to: "/opportunities/$opportunityId", params: { opportunityId: made.id } });
    } catch (error) {
      const problem = asProblem(error);
      const { errors, rest } = fieldErrors(problem, (field) => field in form.values || field.startsWith("budget."));
      if (errors["budget.amount"]) errors.budget = errors["budget.amount"];
      form.setErrors(errors);
      if (rest.length || !Object.keys(errors).length) setFailure(rest.join(" ") || problemText(problem));
    } finally {
      setBusy(null);
    }
  }

  return (
    <>
      <PageHeader title={t("sale.new")} note={continued && t("sale.continues", { name: continued.title })} />
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save(false);
        }}
      >
        <Stack>
          {failure && (
            <Alert ref={alert} tabIndex={-1} color="red" role="alert">
              {failure}
            </Alert>
          )}
          <TextInput ref={title} label={t("sale.title")} withAsterisk autoComplete="off" maxLength={200} {...form.getInputProps("title")} />
          <div className={classes.pair}>
            <ContactField
              label={t("sale.contact")}
              placeholder={t("sale.contactHint")}
              openOnFocus={false}
              clearable={false}
              withAsterisk
              value={values.contact_id}
              onChange={(value) => form.setFieldValue("contact_id", value)}
              error={form.errors.contact_id}
            />
            <Select label={t("sale.stage")} withAsterisk allowDeselect={false} data={choices(stages.data?.items ?? [])} {...form.getInputProps("stage_id")} />
          </div>
          <BudgetFields
            value={values.budget}
            onChange={(budget) => form.setFieldValue("budget", budget)}
            error={form.errors.budget as string | undefined}
          />
          <div className={classes.pair}>
            <DateField
              label={t("sale.closeOn")}
              value={values.expected_close_on}
              onChange={(value) => form.setFieldValue("expected_close_on", value)}
              error={form.errors.expected_close_on}
            />
            <Select label={t("sale.owner")} searchable data={options} nothingFoundMessage={t("state.nothingFound")} {...form.getInputProps("owner_id")} />
          </div>
          <Textarea label={t("sale.description")} autosize minRows={2} maxRows={10} {...form.getInputProps("description")} />
          <Switch label={t("sale.restrict")} description={t("sale.restrictHint")} {...form.getInputProps("restricted", { type: "checkbox" })} />
          {values.restricted && (
            <MultiSelect
              label={t("sale.sharedWith")}
              searchable
              hidePickedOptions
              data={options}
              nothingFoundMessage={t("state.nothingFound")}
              {...form.getInputProps("shared_user_ids")}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => router.history.back()}>
              {t("action.cancel")}
            </Button>
            <Button variant="default" loading={busy === "again"} onClick={() => void save(true)}>
              {t("sale.saveAndNew")}
            </Button>
            <Button type="submit" loading={busy === "save"}>
              {t("action.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}
