import { Alert, Button, Group, Modal, MultiSelect, SegmentedControl, Select, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useBlocker } from "@tanstack/react-router";
import { Fragment, lazy, type ReactNode, Suspense, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiProblem, asProblem } from "@/api/problems";
import type { Contact, ContactWrite } from "@/api/types";
import { problemText } from "@/app/toasts";
import { ContactField } from "@/ui/ContactField";
import { type Design, formValues, type Part, partsOf, PREFIX, sentValues, useDesign } from "@/custom/fields";
import { usePeople } from "@/ui/directory";
import { useDraft } from "@/ui/draft";
import { Lines } from "@/ui/states";
import { useAfterRender } from "@/ui/useAfterRender";

import { type Inputs, useAccount, useClassification } from "./AccountSection";
import { ChannelLines } from "./ChannelLines";
import classes from "./ContactForm.module.css";
import { fieldOf, isBuiltIn, sectionOf, STANDARD } from "./layout";
import { bodyOf, type ContactValues, formField } from "./values";

// Not every organization has fields of its own.
const CustomInput = lazy(() => import("@/custom/CustomInput").then((module) => ({ default: module.CustomInput })));

interface Props {
  initial: ContactValues;
  before?: Contact;
  onCancel: () => void;
  /** Saves; whatever it throws is shown, at the fields where it can be. */
  save: (body: Partial<ContactWrite>) => Promise<void>;
  onSaved: (again: boolean) => void;
  /** Offers to take the newer state of the record after a 412, keeping what is typed here. */
  onStale?: () => Promise<void>;
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" className={classes.section} aria-labelledby={id}>
      <Title order={2} size="0.95rem" id={id} className={classes.sectionTitle}>
        {title}
      </Title>
      <div className={classes.fields}>{children}</div>
    </div>
  );
}

/** The form of a contact, in the order that the administrators gave its fields. */
export function ContactForm(props: Props) {
  const design = useDesign("contact");
  return design.names ? <Arranged {...props} design={design} /> : <Lines count={7} />;
}

function Arranged({ initial, before, onCancel, save, onSaved, onStale, design }: Props & { design: Design }) {
  const { t } = useTranslation();
  const { options } = usePeople();
  const form = useForm<ContactValues>({
    initialValues: { ...initial, custom: formValues(design.fields, before?.custom) },
    validate: {
      first_name: (value, all) =>
        all.kind === "person" && !value.trim() ? t("form.needed") : null,
      last_name: (value, all) => (all.kind === "person" && !value.trim() ? t("form.needed") : null),
      name: (value, all) => (all.kind === "company" && !value.trim() ? t("contact.form.needsCompanyName") : null),
    },
  });
  const [busy, setBusy] = useState<"save" | "again" | null>(null);
  const [failure, setFailure] = useState<ApiProblem | null>(null);
  const [unplaced, setUnplaced] = useState<string[]>([]);
  const alert = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLFormElement>(null);
  const afterRender = useAfterRender();
  const leaving = useRef(false);
  useEffect(() => {
    if (failure) alert.current?.focus();
  }, [failure]);

  const draft = useDraft(before ? `contact.${before.id}` : "contact.new", form.values, form.isDirty());
  const [restored, setRestored] = useState(draft.found !== null);
  const { found } = draft;
  const { setValues } = form;
  useEffect(() => {
    if (found) setValues({ ...found, custom: { ...formValues(design.fields, before?.custom), ...found.custom } });
    // Only what was there when the form opened; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [found]);

  const blocker = useBlocker({
    shouldBlockFn: () => form.isDirty() && !leaving.current,
    enableBeforeUnload: () => form.isDirty() && !leaving.current,
    withResolver: true,
  });

  const classification = useClassification(form);
  const account = useAccount(form);

  const { kind } = form.values;
  const named = design.names?.length ? design.names : STANDARD;
  /** Whether the form has a place for an error of this field. */
  const known = (field: string) => {
    const [first = "", key = ""] = field.split(".");
    if (first === "custom") return placed.includes(PREFIX + key);
    return first in form.values && (first === "kind" || placed.includes(fieldOf(first)));
  };
  const focusFirstError = () => afterRender(() => root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());

  async function submit(values: ContactValues, again: boolean) {
    setBusy(again ? "again" : "save");
    setFailure(null);
    setUnplaced([]);
    const { body, at } = bodyOf(values, before);
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
        const field = formField(one.field.replace(/^\/|^body\./, "").replace(/[/[]/g, ".").replace(/]/g, ""), at);
        if (known(field)) errors[field] = one.message;
        else rest.push(one.message);
      }
      form.setErrors(errors);
      setUnplaced(rest);
      if (Object.keys(errors).length && !rest.length) focusFirstError();
      else setFailure(problem);
    } finally {
      setBusy(null);
    }
  }
  const onSubmit = (again: boolean) => form.onSubmit((values) => void submit(values, again), focusFirstError);

  function cancel() {
    // A dialog that is closed is given up; a page that is left asks by itself.
    if (before) draft.forget();
    onCancel();
  }
  const person = kind === "person";
  const nodes: Inputs = {
    ...classification,
    ...account,
    first_name: person && <TextInput label={t("contact.firstName")} withAsterisk autoComplete="off" data-autofocus {...form.getInputProps("first_name")} />,
    last_name: person && <TextInput label={t("contact.lastName")} withAsterisk autoComplete="off" {...form.getInputProps("last_name")} />,
    name: !person && (
      <TextInput label={t("contact.companyName")} withAsterisk autoComplete="off" className={classes.wide} {...form.getInputProps("name")} />
    ),
    company_id: person && (
      <ContactField
        label={t("contact.company")}
        kind="company"
        value={form.values.company_id}
        onChange={(value) => form.setFieldValue("company_id", value)}
        error={form.errors.company_id}
      />
    ),
    main_contact_id: !person && (
      <ContactField
        label={t("contact.mainContact")}
        kind="person"
        value={form.values.main_contact_id}
        onChange={(value) => form.setFieldValue("main_contact_id", value)}
        error={form.errors.main_contact_id}
      />
    ),
    position: person && <TextInput label={t("contact.position")} autoComplete="off" {...form.getInputProps("position")} />,
    area: person && <TextInput label={t("contact.area")} autoComplete="off" {...form.getInputProps("area")} />,
    class: (
      <Select
        label={t("contact.class")}
        allowDeselect={false}
        data={(["prospect", "interested", "client"] as const).map((value) => ({ value, label: t(`contact.classes.${value}`) }))}
        {...form.getInputProps("class")}
      />
    ),
    tax_id: <TextInput label={t("contact.taxId")} autoComplete="off" {...form.getInputProps("tax_id")} />,
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
    manager_ids: (
      <MultiSelect
        label={t("contact.managers")}
        description={t("contact.managersHint")}
        data={options}
        searchable
        hidePickedOptions
        nothingFoundMessage={t("state.nothingFound")}
        {...form.getInputProps("manager_ids")}
      />
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
    description: (
      <Textarea label={t("contact.description")} autosize minRows={3} maxRows={12} className={classes.wide} {...form.getInputProps("description")} />
    ),
  };
  const added = (name: string) => {
    const field = design.byName.get(name);
    if (!field) return null;
    const placing = field.type === "area" ? classes.wide : field.type === "checkbox" ? classes.switch : undefined;
    return (
      <div className={placing}>
        <Suspense fallback={<Lines count={1} />}>
          <CustomInput
            field={field}
            value={form.values.custom[field.key]}
            onChange={(value) => form.setFieldValue(`custom.${field.key}`, value as never)}
            error={form.errors[name]}
          />
        </Suspense>
      </div>
    );
  };
  // A field that is out of use is no question; a record that has a value shows it on its page.
  const placed = named.filter((name) => (isBuiltIn(name) ? nodes[name] : design.byName.get(name)?.active));
  const parts = partsOf(placed, sectionOf, design.byName);
  const titleOf = (part: Part) => part.heading?.title ?? t(`contact.form.${part.section}` as "contact.form.general");

  return (
    <form ref={root} noValidate onSubmit={onSubmit(false)} className={classes.form}>
      {failure && (
        <Alert
          ref={alert}
          tabIndex={-1}
          role="alert"
          color="red"
          icon={<IconAlertTriangle />}
          title={failure.status === 412 ? t("stale.title") : t("contact.form.notSaved")}
        >
          {failure.status === 412 ? t("stale.text") : problemText(failure)}
          {unplaced.map((one) => (
            <div key={one}>{one}</div>
          ))}
          {failure.status === 412 && onStale && (
            <Button
              mt="xs"
              size="compact-sm"
              variant="default"
              onClick={() => void onStale().then(() => setFailure(null))}
            >
              {t("stale.keep")}
            </Button>
          )}
          {failure.status !== 412 && (
            <Text size="xs" mt={4}>
              {t("contact.form.kept")}
            </Text>
          )}
        </Alert>
      )}
      <Text size="xs" c="dimmed">
        {t("form.marked")}{" "}
        <Text span c="red.8" aria-hidden>
          *
        </Text>
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
      {parts.map((part, place) => (
        <Section key={part.id} title={titleOf(part)}>
          {!before && place === 0 && (
            <div className={classes.wide}>
              <SegmentedControl
                aria-label={t("contact.kind")}
                data={[
                  { value: "person", label: t("contact.kinds.person") },
                  { value: "company", label: t("contact.kinds.company") },
                ]}
                {...form.getInputProps("kind")}
              />
            </div>
          )}
          {part.names.map((name) => (
            <Fragment key={name}>{isBuiltIn(name) ? nodes[name] : added(name)}</Fragment>
          ))}
        </Section>
      ))}
      <div className={classes.foot}>
        <Button variant="default" onClick={cancel}>
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
      <Modal
        opened={blocker.status === "blocked"}
        onClose={() => blocker.reset?.()}
        title={t("leave.title")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
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
