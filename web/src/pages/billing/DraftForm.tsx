import { Alert, Button, Checkbox, Group, Select, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type InvoiceWrite, invoices, type Line, opportunitiesOf } from "@/api/billing";
import { type ApiProblem, asProblem, fieldErrors } from "@/api/problems";
import { contacts } from "@/api/resources";
import { useMay } from "@/api/session";
import { isoDay } from "@/app/format";
import { problemText } from "@/app/toasts";
import { ContactField } from "@/ui/ContactField";
import { placed } from "@/ui/lines";

import classes from "./billing.module.css";
import { useCurrencies } from "./catalogs";
import { DayField } from "./DayField";
import { bodyOf, computable, daysAfter, type DraftValues } from "./draft";
import { LineGrid } from "./LineGrid";
import { Totals } from "./Totals";

const FIELDS = ["contact_id", "billing_address", "consignee_id", "delivery_address", "opportunity_id", "issued_on", "due_on", "currency", "language", "order_number", "terms", "notes", "visibility"];
const DAYS = [0, 15, 30, 45] as const;

interface Props {
  initial: DraftValues;
  /** The day of an invoice that had a number is fixed. */
  dayFixed?: boolean;
  save: (body: InvoiceWrite, again: boolean) => Promise<void>;
  onDirty?: (dirty: boolean) => void;
  again?: boolean;
  aside?: ReactNode;
}

/** What the lines come to, as the server computes it: one rule, never a second one in the browser. */
function useAmounts(values: DraftValues) {
  const sent = useMemo(() => values.lines.map(computable), [values.lines]);
  const lines = sent.filter((line): line is Line => line !== null);
  const [asked] = useDebouncedValue(JSON.stringify({ currency: values.currency, lines }), 250);
  const found = useQuery({
    queryKey: ["invoices", "preview", asked],
    queryFn: ({ signal }) => {
      const { currency, lines: wanted } = JSON.parse(asked) as { currency: string; lines: Line[] };
      return invoices.preview(currency, wanted, signal);
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  let place = 0;
  const perLine = sent.map((line) => (line ? (found.data?.lines[place++] ?? null) : null));
  return { perLine, totals: found.data };
}

/** The form of a draft: a refusal stays in it, at the fields where it can, with all that was typed. */
export function DraftForm({ initial, dayFixed, save, onDirty, again, aside }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<{ problem: ApiProblem; rest: string[] } | null>(null);
  const [busy, setBusy] = useState<"" | "one" | "again">("");
  const alert = useRef<HTMLDivElement>(null);
  const currencyChosen = useRef(false);
  const currencies = useCurrencies(values.currency);
  const today = isoDay(new Date());
  const { perLine, totals } = useAmounts(values);
  const change = (part: Partial<DraftValues>) => {
    setValues((old) => ({ ...old, ...part }));
    onDirty?.(true);
  };
  useEffect(() => {
    if (failure) alert.current?.focus();
  }, [failure]);
  const opportunities = useQuery({
    queryKey: ["opportunities", "of", values.contact_id],
    queryFn: ({ signal }) => opportunitiesOf(values.contact_id as string, signal),
    enabled: !!values.contact_id && may("sales.view"),
    retry: false,
  });
  const linkable = opportunities.data?.items ?? [];

  /** The client's address, and for a new draft the currency of its invoices (C-05). */
  async function takeTerms(contact_id: string) {
    try {
      const { record } = await contacts.read(contact_id);
      const all = record.addresses ?? [];
      const found = all.find((one) => one.label === "billing") ?? all.find((one) => one.primary) ?? all[0];
      const written = found && [found.street, [found.city, found.region].filter(Boolean).join(", "), found.country].filter(Boolean).join("\n");
      if (written) setValues((old) => (old.contact_id === contact_id && !old.billing_address ? { ...old, billing_address: written } : old));
      const { currency } = record;
      if (again && currency && !currencyChosen.current) setValues((old) => (old.contact_id === contact_id ? { ...old, currency } : old));
    } catch {
      // Both are a convenience: without them the fields stay as they are.
    }
  }
  function chooseClient(contact_id: string | null) {
    change({ contact_id, opportunity_id: null });
    if (contact_id) void takeTerms(contact_id);
  }
  useEffect(() => {
    if (again && initial.contact_id) void takeTerms(initial.contact_id);
    // Only the client with whom the form opens; others are chosen.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  async function submit(next: boolean) {
    setFailure(null);
    if (!values.contact_id) {
      setErrors({ contact_id: t("form.needed") });
      return;
    }
    setErrors({});
    setBusy(next ? "again" : "one");
    const { body, places } = bodyOf(values);
    try {
      await save(body, next);
      onDirty?.(false);
    } catch (error) {
      const problem = asProblem(error);
      const sent = fieldErrors(problem, (field) => FIELDS.includes(field) || field.startsWith("lines."));
      setErrors(placed(sent.errors, places));
      setFailure({ problem, rest: sent.rest });
    } finally {
      setBusy("");
    }
  }
  const text = (name: "order_number" | "billing_address" | "delivery_address" | "terms" | "notes", long = false) => {
    const props = {
      label: t(`invoice.${name}`),
      value: values[name],
      error: errors[name],
      autoComplete: "off",
      onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
    };
    return long ? <Textarea autosize minRows={2} maxRows={8} {...props} /> : <TextInput {...props} />;
  };
  const consigned = values.consignee_id !== null || values.delivery_address !== "";
  const [other, setOther] = useState(consigned);

  return (
    <form
      noValidate
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(false);
      }}
    >
      {failure && (
        <Alert ref={alert} tabIndex={-1} color="red" role="alert" title={failure.problem.status === 412 ? t("stale.title") : undefined}>
          <Text size="sm">{failure.problem.status === 412 ? t("stale.reopen") : problemText(failure.problem)}</Text>
          {failure.rest.map((one) => (
            <Text size="sm" key={one}>
              {one}
            </Text>
          ))}
        </Alert>
      )}
      <section className={classes.card} aria-labelledby="invoice-client">
        <Title order={2} size="0.95rem" mb={10} id="invoice-client">
          {t("invoice.client")}
        </Title>
        <div className={classes.fields}>
          <ContactField label={t("invoice.client")} withAsterisk value={values.contact_id} error={errors.contact_id} onChange={(next) => void chooseClient(next)} />
          {text("billing_address", true)}
          {linkable.length > 0 && (
            <Select
              label={t("invoice.opportunity")}
              clearable
              clearButtonProps={{ "aria-label": t("action.clear") }}
              data={linkable.map((one) => ({ value: one.id, label: one.title }))}
              value={values.opportunity_id}
              error={errors.opportunity_id}
              onChange={(opportunity_id) => change({ opportunity_id })}
            />
          )}
          <Checkbox
            className={classes.wide}
            label={t("invoice.sameConsignee")}
            checked={!other}
            onChange={(event) => {
              setOther(!event.currentTarget.checked);
              if (event.currentTarget.checked) change({ consignee_id: null, delivery_address: "" });
            }}
          />
          {other && (
            <>
              <ContactField label={t("invoice.consignee")} value={values.consignee_id} error={errors.consignee_id} onChange={(consignee_id) => change({ consignee_id })} />
              {text("delivery_address", true)}
            </>
          )}
        </div>
      </section>
      <section className={classes.card} aria-labelledby="invoice-facts">
        <Title order={2} size="0.95rem" mb={10} id="invoice-facts">
          {t("invoice.facts")}
        </Title>
        <div className={classes.fields}>
          <DayField label={t("invoice.issued_on")} description={t("invoice.issuedHint")} maxDate={today} disabled={dayFixed} value={values.issued_on} error={errors.issued_on} onChange={(issued_on) => change({ issued_on })} />
          <div>
            <DayField label={t("invoice.due_on")} description={t("invoice.dueHint")} value={values.due_on} error={errors.due_on} onChange={(due_on) => change({ due_on })} />
            <div className={classes.quick}>
              {DAYS.map((days) => (
                <button key={days} type="button" onClick={() => change({ due_on: daysAfter(values.issued_on, days, today) })}>
                  {days ? t("invoice.dueDays", { count: days }) : t("invoice.dueNow")}
                </button>
              ))}
            </div>
          </div>
          <Select label={t("invoice.currency")} searchable allowDeselect={false} data={currencies} value={values.currency} error={errors.currency} onChange={(currency) => {
              if (!currency) return;
              currencyChosen.current = true;
              change({ currency });
            }} />
          <Select label={t("invoice.language")} allowDeselect={false} data={(["es", "en"] as const).map((value) => ({ value, label: t(`language.${value}`) }))} value={values.language} onChange={(language) => change({ language: language as "es" | "en" })} />
          {text("order_number")}
          <Select label={t("invoice.visibility")} allowDeselect={false} data={(["write", "read", "private"] as const).map((value) => ({ value, label: t(`privacy.${value}`) }))} value={values.visibility} onChange={(visibility) => change({ visibility: visibility as DraftValues["visibility"] })} />
        </div>
      </section>
      <section className={classes.card} aria-labelledby="invoice-lines">
        <Title order={2} size="0.95rem" mb={10} id="invoice-lines">
          {t("invoice.lines")}
        </Title>
        <LineGrid lines={values.lines} onChange={(lines) => change({ lines })} currency={values.currency} errors={errors} amounts={perLine} />
        <div className={classes.foot} aria-live="polite">
          {totals && <Totals totals={totals} />}
        </div>
      </section>
      <section className={classes.card} aria-labelledby="invoice-texts">
        <Title order={2} size="0.95rem" mb={10} id="invoice-texts">
          {t("invoice.texts")}
        </Title>
        <div className={classes.fields}>
          {text("terms", true)}
          {text("notes", true)}
        </div>
      </section>
      <Group justify="space-between">
        <div>{aside}</div>
        <Group>
          {again && (
            <Button variant="default" loading={busy === "again"} onClick={() => void submit(true)}>
              {t("invoice.saveAndNew")}
            </Button>
          )}
          <Button type="submit" loading={busy === "one"}>
            {t("invoice.saveDraft")}
          </Button>
        </Group>
      </Group>
    </form>
  );
}
