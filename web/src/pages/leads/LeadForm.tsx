import { Alert, Button, Group, Modal, MultiSelect, Select, TagsInput, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useBlocker } from "@tanstack/react-router";
import { Fragment, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Lead, type LeadWrite, PROGRESS } from "@/api/leads";
import { type ApiProblem, asProblem } from "@/api/problems";
import { problemText } from "@/app/toasts";
import { type Design, formValues, partsOf, PREFIX, sentValues, useDesign } from "@/custom/fields";
import { useSources, useTags, useTemperatures } from "@/pages/contact/catalogs";
import { ChannelLines } from "@/pages/contact/ChannelLines";
import classes from "@/pages/contact/ContactForm.module.css";
import { fieldOf } from "@/pages/contact/layout";
import { formField } from "@/pages/contact/values";
import { usePeople } from "@/ui/directory";
import { useDraft } from "@/ui/draft";
import { Lines } from "@/ui/states";
import { useAfterRender } from "@/ui/useAfterRender";

import { isLeadField, leadBody, type LeadField, type LeadValues, sectionOf, STANDARD } from "./values";

const CustomInput = lazy(() => import("@/custom/CustomInput").then((module) => ({ default: module.CustomInput })));

interface Props {
  /** Under what the draft of the form is kept. */
  name: string;
  initial: LeadValues;
  before?: Lead;
  onCancel: () => void;
  save: (body: Partial<LeadWrite>) => Promise<void>;
  onSaved: (again: boolean) => void;
  onStale?: () => Promise<void>;
}

/** The form of a lead, in the order that the administrators gave its fields (C-28). */
export function LeadForm(props: Props) {
  const design = useDesign("lead");
  return design.names ? <Arranged {...props} design={design} /> : <Lines count={7} />;
}

function Arranged({ name, initial, before, onCancel, save, onSaved, onStale, design }: Props & { design: Design }) {
  const { t } = useTranslation();
  const { options } = usePeople();
  const sources = useSources();
  const temperatures = useTemperatures();
  const tags = useTags();
  const form = useForm<LeadValues>({ initialValues: { ...initial, custom: formValues(design.fields, initial.custom) } });
  const [busy, setBusy] = useState<"save" | "again" | null>(null);
  const [failure, setFailure] = useState<{ problem: ApiProblem; rest: string[] } | null>(null);
  const alert = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLFormElement>(null);
  const leaving = useRef(false);
  const afterRender = useAfterRender();
  useEffect(() => {
    if (failure) alert.current?.focus();
  }, [failure]);
  const draft = useDraft(name, form.values, form.isDirty());
  const [restored, setRestored] = useState(draft.found !== null);
  const { found } = draft;
  const { setValues } = form;
  useEffect(() => {
    if (found) setValues(found);
    // Only what was there when the form opened; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [found]);
  const blocker = useBlocker({
    shouldBlockFn: () => form.isDirty() && !leaving.current,
    enableBeforeUnload: () => form.isDirty() && !leaving.current,
    withResolver: true,
  });

  async function submit(values: LeadValues, again: boolean) {
    setBusy(again ? "again" : "save");
    setFailure(null);
    const { body, at } = leadBody(values, before);
    const custom = sentValues(design.fields, values.custom, before?.custom);
    try {
      await save(custom ? { ...body, custom } : body);
      leaving.current = true;
      draft.forget();
      onSaved(again);
    } catch (error) {
      const problem = asProblem(error);
      const errors: Record<string, string> = {};
      const rest: string[] = [];
      for (const one of problem.fields) {
        const field = formField(one.field, at);
        const [first = "", key = ""] = field.split(".");
        const known = first === "custom" ? placed.includes(PREFIX + key) : first in form.values && placed.includes(fieldOf(first));
        if (known) errors[field] = one.message;
        else rest.push(one.message);
      }
      form.setErrors(errors);
      if (Object.keys(errors).length && !rest.length)
        afterRender(() => root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      else setFailure({ problem, rest });
    } finally {
      setBusy(null);
    }
  }
  const onSubmit = (again: boolean) => form.onSubmit((values) => void submit(values, again));

  const clear = { clearable: true, clearButtonProps: { "aria-label": t("action.clear") } };
  const nodes: Record<LeadField, ReactNode> = {
    first_name: <TextInput label={t("contact.firstName")} autoComplete="off" data-autofocus {...form.getInputProps("first_name")} />,
    last_name: <TextInput label={t("contact.lastName")} autoComplete="off" {...form.getInputProps("last_name")} />,
    company_name: <TextInput label={t("lead.company")} autoComplete="off" {...form.getInputProps("company_name")} />,
    position: <TextInput label={t("contact.position")} autoComplete="off" {...form.getInputProps("position")} />,
    phones: <ChannelLines list="phones" form={form} />,
    emails: <ChannelLines list="emails" form={form} />,
    website: <TextInput label={t("contact.website")} inputMode="url" autoComplete="off" className={classes.wide} {...form.getInputProps("website")} />,
    addresses: (
      <>
        <TextInput label={t("contact.street")} autoComplete="off" className={classes.wide} {...form.getInputProps("street")} />
        <TextInput label={t("contact.city")} autoComplete="off" {...form.getInputProps("city")} />
        <TextInput label={t("contact.region")} autoComplete="off" {...form.getInputProps("region")} />
        <TextInput label={t("contact.country")} description={t("contact.countryHint")} maxLength={2} autoComplete="off" {...form.getInputProps("country")} />
      </>
    ),
    tax_id: <TextInput label={t("contact.taxId")} autoComplete="off" {...form.getInputProps("tax_id")} />,
    progress: (
      <Select label={t("lead.progress")} allowDeselect={false} data={PROGRESS.map((value) => ({ value, label: t(`lead.progresses.${value}`) }))} {...form.getInputProps("progress")} />
    ),
    temperature_id: <Select label={t("contact.temperature")} {...clear} data={temperatures.options([form.values.temperature_id])} {...form.getInputProps("temperature_id")} />,
    source_id: <Select label={t("contact.source")} {...clear} data={sources.options([form.values.source_id])} {...form.getInputProps("source_id")} />,
    tags: <TagsInput label={t("contact.tags")} data={tags} className={classes.wide} {...form.getInputProps("tags")} />,
    owner_id: <Select label={t("lead.owner")} searchable data={options} nothingFoundMessage={t("state.nothingFound")} {...form.getInputProps("owner_id")} />,
    manager_ids: (
      <MultiSelect label={t("contact.managers")} data={options} searchable hidePickedOptions nothingFoundMessage={t("state.nothingFound")} {...form.getInputProps("manager_ids")} />
    ),
    visibility: (
      <Select
        label={t("contact.privacy")}
        description={t(`privacy.${form.values.visibility}Hint`)}
        allowDeselect={false}
        data={(["private", "read", "write"] as const).map((value) => ({ value, label: t(`privacy.${value}`) }))}
        {...form.getInputProps("visibility")}
      />
    ),
    description: <Textarea label={t("contact.description")} autosize minRows={3} maxRows={12} className={classes.wide} {...form.getInputProps("description")} />,
  };
  const added = (name: string) => {
    const field = design.byName.get(name);
    if (!field) return null;
    return (
      <div className={field.type === "area" ? classes.wide : field.type === "checkbox" ? classes.switch : undefined}>
        <Suspense fallback={<Lines count={1} />}>
          <CustomInput field={field} value={form.values.custom[field.key]} onChange={(value) => form.setFieldValue(`custom.${field.key}`, value as never)} error={form.errors[name]} />
        </Suspense>
      </div>
    );
  };
  const named = design.names?.length ? design.names : STANDARD;
  const placed = named.filter((one) => isLeadField(one) || design.byName.get(one)?.active);
  const parts = partsOf(placed, sectionOf, design.byName);
  const stale = failure?.problem.status === 412;

  return (
    <form ref={root} noValidate onSubmit={onSubmit(false)} className={classes.form}>
      {failure && (
        <Alert ref={alert} tabIndex={-1} role="alert" color="red" icon={<IconAlertTriangle />} title={stale ? t("stale.title") : t("lead.notSaved")}>
          {stale ? t("stale.text") : problemText(failure.problem)}
          {failure.rest.map((one) => (
            <div key={one}>{one}</div>
          ))}
          {stale && onStale && (
            <Button mt="xs" size="compact-sm" variant="default" onClick={() => void onStale().then(() => setFailure(null))}>
              {t("stale.keep")}
            </Button>
          )}
        </Alert>
      )}
      <Text size="xs" c="dimmed">
        {t("lead.enough")}
      </Text>
      {restored && (
        <Alert color="troncal" role="status" title={t("draft.found")}>
          <Text size="sm">{t("draft.text")}</Text>
          <Button
            mt="xs"
            size="compact-sm"
            variant="default"
            onClick={() => {
              draft.discard();
              setRestored(false);
              form.reset();
            }}
          >
            {t("draft.discard")}
          </Button>
        </Alert>
      )}
      {parts.map((part) => {
        const title = part.heading?.title ?? t(`contact.form.${part.section}` as "contact.form.general");
        return (
          <div key={part.id} role="group" className={classes.section} aria-labelledby={`lead-${part.id}`}>
            <Title order={2} size="0.95rem" id={`lead-${part.id}`} className={classes.sectionTitle}>
              {title}
            </Title>
            <div className={classes.fields}>
              {part.names.map((one) => (
                <Fragment key={one}>{isLeadField(one) ? nodes[one] : added(one)}</Fragment>
              ))}
            </div>
          </div>
        );
      })}
      <div className={classes.foot}>
        <Button
          variant="default"
          onClick={() => {
            if (before) draft.forget();
            onCancel();
          }}
        >
          {t("action.cancel")}
        </Button>
        {!before && (
          <Button variant="light" loading={busy === "again"} disabled={busy === "save"} onClick={() => onSubmit(true)()}>
            {t("contact.form.saveAndNew")}
          </Button>
        )}
        <Button type="submit" loading={busy === "save"} disabled={busy === "again"}>
          {t("action.save")}
        </Button>
      </div>
      <Modal opened={blocker.status === "blocked"} onClose={() => blocker.reset?.()} title={t("leave.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
        <Text size="sm">{t("leave.text")}</Text>
        <Group justify="flex-end" mt="lg">
          <Button
            variant="default"
            onClick={() => {
              draft.forget();
              blocker.proceed?.();
            }}
          >
            {t("leave.discard")}
          </Button>
          <Button onClick={() => blocker.reset?.()}>{t("leave.stay")}</Button>
        </Group>
      </Modal>
    </form>
  );
}
