import { ActionIcon, Button, FileButton, Group, Select, Tabs, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { company, type Profile, type Rate, rates, type Tax, taxes } from "@/api/billing";
import { intentKey } from "@/api/client";
import { asProblem, fieldErrors } from "@/api/problems";
import type { Tagged } from "@/api/types";
import { isoDay, plainDay } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import { Confirm } from "@/ui/Confirm";
import { EditDialog } from "@/ui/EditDialog";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./billing.module.css";
import { useCompany, useCurrencies, useRates, useTaxes } from "./catalogs";
import { DayField } from "./DayField";
import { decimal } from "./draft";

const EFFECTS = ["allow", "warn", "refuse"] as const;
const MOST_LOGO_BYTES = 300_000;

function readImage(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error(file.name));
    reader.readAsDataURL(file);
  });
}

/** Who bills, the usual terms, the numbering and what a client's credit status does. */
function Company({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const form = useForm({
    initialValues: { ...profile, next_number: String(profile.next_number) },
    validate: { next_number: (value) => (/^[1-9]\d*$/.test(value.trim()) ? null : t("company.numberNeeded")) },
  });
  const { name, ...initial } = profile;
  const text = (field: "name" | "tax_id" | "email" | "phone" | "number_prefix" | "next_number", description?: string) => (
    <TextInput label={t(`company.${field}`)} description={description} autoComplete="off" {...form.getInputProps(field)} />
  );
  async function submit() {
    if (form.validate().hasErrors) return;
    const values = form.getValues();
    const sent: Record<string, unknown> = {};
    for (const field of ["name", "tax_id", "address", "email", "phone", "logo", "default_terms", "on_restricted", "on_suspended", "number_prefix"] as const)
      if (values[field] !== profile[field]) sent[field] = values[field];
    if (Number(values.next_number) !== profile.next_number) sent.next_number = Number(values.next_number);
    setBusy(true);
    try {
      const next = await company.change(sent);
      client.setQueryData(["company"], next);
      form.setValues({ ...next, next_number: String(next.next_number) });
      showDone(t("company.saved"));
    } catch (error) {
      const problem = asProblem(error);
      const { errors } = fieldErrors(problem, (field) => field in initial || field === "name");
      form.setErrors(errors);
      if (!Object.keys(errors).length) showProblem(problem);
      else if (errors.logo) showProblem(problem);
    } finally {
      setBusy(false);
    }
  }
  return (
    <form
      noValidate
      aria-label={name}
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <section className={classes.card}>
        <div className={classes.fields}>
          {text("name")}
          {text("tax_id")}
          {text("phone")}
          {text("email")}
          <Textarea className={classes.wide} label={t("company.address")} autosize minRows={2} {...form.getInputProps("address")} />
          <div className={classes.wide}>
            <Text size="sm" fw={500} mb={6}>
              {t("company.logo")}
            </Text>
            {form.values.logo && <img className={classes.logo} src={form.values.logo} alt={t("company.logoAlt")} />}
            <Group gap={8} mt={6}>
              <FileButton
                accept="image/png,image/jpeg"
                onChange={(file) => {
                  if (!file) return;
                  if (file.size > MOST_LOGO_BYTES) form.setFieldError("logo", t("company.logoTooLarge"));
                  else void readImage(file).then((url) => form.setFieldValue("logo", url)).catch(showProblem);
                }}
              >
                {(props) => (
                  <Button {...props} variant="default" size="compact-md">
                    {t("company.changeLogo")}
                  </Button>
                )}
              </FileButton>
              {form.values.logo && (
                <Button variant="subtle" size="compact-md" onClick={() => form.setFieldValue("logo", null)}>
                  {t("company.removeLogo")}
                </Button>
              )}
            </Group>
            {form.errors.logo && (
              <Text size="xs" c="var(--mantine-color-error)" role="alert" mt={4}>
                {form.errors.logo}
              </Text>
            )}
          </div>
        </div>
      </section>
      <section className={classes.card}>
        <div className={classes.fields}>
          {text("number_prefix", t("company.prefixHint"))}
          {text("next_number", t("company.nextHint", { number: profile.next_invoice_number }))}
          <Textarea className={classes.wide} label={t("company.default_terms")} description={t("company.termsHint")} autosize minRows={2} {...form.getInputProps("default_terms")} />
          {(["on_restricted", "on_suspended"] as const).map((field) => (
            <Select key={field} label={t(`company.${field}`)} allowDeselect={false} data={EFFECTS.map((value) => ({ value, label: t(`company.effects.${value}`) }))} {...form.getInputProps(field)} />
          ))}
        </div>
      </section>
      <Group justify="flex-end">
        <Button type="submit" loading={busy}>
          {t("action.save")}
        </Button>
      </Group>
    </form>
  );
}

function TaxEditor({ editing, onClose }: { editing: { found: Tagged<Tax> | null } | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [intent, setIntent] = useState(intentKey);
  const form = useForm({
    initialValues: { name: "", rate_percent: "", description: "" },
    validate: {
      name: (value) => (value.trim() ? null : t("form.needed")),
      rate_percent: (value) => (value.trim() ? null : t("form.needed")),
    },
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!editing) return;
    const one = editing.found?.record;
    clearErrors();
    setIntent(intentKey());
    setValues({ name: one?.name ?? "", rate_percent: one?.rate_percent ?? "", description: one?.description ?? "" });
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  return (
    <EditDialog
      opened={!!editing}
      title={t(editing?.found ? "tax.edit" : "tax.new")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const values = { ...form.values, rate_percent: decimal(form.values.rate_percent) };
        if (editing?.found) await taxes.change(editing.found.record.id, editing.found.etag, values);
        else await taxes.create(values, intent);
        await client.invalidateQueries({ queryKey: ["taxes"] });
        showDone(t("tax.saved", { name: values.name }));
      }}
    >
      <TextInput label={t("tax.name")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <TextInput label={t("tax.rate")} withAsterisk inputMode="decimal" autoComplete="off" {...form.getInputProps("rate_percent")} />
      <Textarea label={t("tax.description")} autosize minRows={2} {...form.getInputProps("description")} />
    </EditDialog>
  );
}

function Taxes() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useTaxes();
  const [editing, setEditing] = useState<{ found: Tagged<Tax> | null } | null>(null);
  const [removing, setRemoving] = useState<Tax | null>(null);
  const rows = query.data?.items ?? [];
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ found: null })}>
      {t("tax.new")}
    </Button>
  );
  return (
    <div className={classes.stack}>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && (
        <Blank title={t("tax.none")} action={create}>
          {t("tax.noneHint")}
        </Blank>
      )}
      {rows.length > 0 && (
        <>
          <Group justify="flex-end">{create}</Group>
          <SimpleTable<Tax>
            label={t("tax.title")}
            rows={rows}
            columns={[
              { id: "name", header: t("tax.name"), cell: (one) => <Text size="sm" fw={560}>{one.name}</Text> },
              { id: "rate", header: t("tax.rate"), align: "right", cell: (one) => one.rate_percent },
              { id: "description", header: t("tax.description"), cell: (one) => one.description },
              {
                id: "actions",
                header: t("table.actions"),
                align: "right",
                cell: (one) => (
                  <Group gap={4} justify="flex-end" wrap="nowrap">
                    <ActionIcon aria-label={t("action.editOne", { name: one.name })} onClick={() => void taxes.read(one.id).then((found) => setEditing({ found })).catch(showProblem)}>
                      <IconPencil size={17} stroke={1.7} />
                    </ActionIcon>
                    <ActionIcon aria-label={t("action.deleteOne", { name: one.name })} onClick={() => setRemoving(one)}>
                      <IconTrash size={17} stroke={1.7} />
                    </ActionIcon>
                  </Group>
                ),
              },
            ]}
          />
        </>
      )}
      <TaxEditor editing={editing} onClose={() => setEditing(null)} />
      <Confirm
        opened={!!removing}
        title={t("tax.deleteTitle")}
        text={t("tax.deleteText", { name: removing?.name })}
        action={t("action.delete")}
        onClose={() => setRemoving(null)}
        run={async () => {
          if (!removing) return;
          const { etag } = await taxes.read(removing.id);
          await taxes.remove(removing.id, etag);
          await client.invalidateQueries({ queryKey: ["taxes"] });
        }}
      />
    </div>
  );
}

function Rates({ currency }: { currency: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useRates();
  const today = isoDay(new Date());
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Rate | null>(null);
  const [intent, setIntent] = useState(intentKey);
  const choices = useCurrencies().filter((one) => one !== currency);
  const form = useForm({
    initialValues: { currency: "USD", rate: "", valid_on: today as string | null },
    validate: {
      rate: (value) => (value.trim() ? null : t("form.needed")),
      valid_on: (value) => (value ? null : t("form.needed")),
    },
  });
  const rows = query.data?.items ?? [];
  const open = () => {
    form.setValues({ currency: choices[0] ?? "USD", rate: "", valid_on: today });
    form.clearErrors();
    setIntent(intentKey());
    setAdding(true);
  };
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={open}>
      {t("rate.new")}
    </Button>
  );
  return (
    <div className={classes.stack}>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && (
        <Blank title={t("rate.none")} action={create}>
          {t("rate.noneHint", { currency })}
        </Blank>
      )}
      {rows.length > 0 && (
        <>
          <Group justify="flex-end">{create}</Group>
          <SimpleTable<Rate>
            label={t("rate.title")}
            rows={rows}
            columns={[
              { id: "currency", header: t("invoice.currency"), cell: (one) => <Text size="sm" fw={560}>{one.currency}</Text> },
              { id: "from", header: t("rate.valid_on"), cell: (one) => plainDay(one.valid_on) },
              { id: "rate", header: t("rate.rate", { currency }), align: "right", cell: (one) => <span className="number">{one.rate}</span> },
              {
                id: "actions",
                header: t("table.actions"),
                align: "right",
                cell: (one) => (
                  <Group justify="flex-end">
                    <ActionIcon aria-label={t("action.deleteOne", { name: `${one.currency} ${plainDay(one.valid_on)}` })} onClick={() => setRemoving(one)}>
                      <IconTrash size={17} stroke={1.7} />
                    </ActionIcon>
                  </Group>
                ),
              },
            ]}
          />
        </>
      )}
      <EditDialog
        opened={adding}
        title={t("rate.new")}
        onClose={() => setAdding(false)}
        check={() => !form.validate().hasErrors}
        knows={(field) => field in form.values}
        setErrors={form.setErrors}
        save={async () => {
          const { currency: of, rate, valid_on } = form.values;
          await rates.create({ currency: of, rate: decimal(rate), valid_on: valid_on as string }, intent);
          await client.invalidateQueries({ queryKey: ["rates"] });
          showDone(t("rate.saved"));
        }}
      >
        <Select label={t("invoice.currency")} searchable allowDeselect={false} data={choices} {...form.getInputProps("currency")} />
        <TextInput label={t("rate.rate", { currency })} description={t("rate.rateHint", { of: form.values.currency, currency })} withAsterisk inputMode="decimal" autoComplete="off" {...form.getInputProps("rate")} />
        <DayField label={t("rate.valid_on")} value={form.values.valid_on} error={form.errors.valid_on} onChange={(valid_on) => form.setFieldValue("valid_on", valid_on)} />
      </EditDialog>
      <Confirm
        opened={!!removing}
        title={t("rate.deleteTitle")}
        text={t("rate.deleteText")}
        action={t("action.delete")}
        onClose={() => setRemoving(null)}
        run={async () => {
          if (!removing) return;
          const { etag } = await rates.read(removing.id);
          await rates.remove(removing.id, etag);
          await client.invalidateQueries({ queryKey: ["rates"] });
        }}
      />
    </div>
  );
}

export function BillingSettings() {
  const { t } = useTranslation();
  useTitle(t("menu.billing"));
  const query = useCompany();
  const [tab, setTab] = useState<string | null>("company");
  if (query.error && !query.data) return <Failure page error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Lines count={9} />;
  return (
    <>
      <PageHeader title={t("menu.billing")} note={t("company.hint")} />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="company">{t("company.title")}</Tabs.Tab>
          <Tabs.Tab value="taxes">{t("tax.title")}</Tabs.Tab>
          <Tabs.Tab value="rates">{t("rate.title")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="company">
          <Company profile={query.data} />
        </Tabs.Panel>
        <Tabs.Panel value="taxes">
          <Taxes />
        </Tabs.Panel>
        <Tabs.Panel value="rates">
          <Rates currency={query.data.currency} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
