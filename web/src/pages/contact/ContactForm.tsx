import { ActionIcon, Alert, Button, Group, Modal, MultiSelect, Radio, SegmentedControl, Select, Stack, TagsInput, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertTriangle, IconPlus, IconTrash } from "@tabler/icons-react";
import { useBlocker } from "@tanstack/react-router";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiProblem, asProblem } from "@/api/problems";
import type { Contact, ContactWrite } from "@/api/types";
import { problemText } from "@/app/toasts";
import { usePeople } from "@/ui/directory";

import { CompanyField } from "./CompanyField";
import classes from "./ContactForm.module.css";
import { bodyOf, type ContactValues, emailLine, formField, phoneLine } from "./values";

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
    <section className={classes.section} aria-labelledby={id}>
      <Title order={2} size="0.95rem" id={id} className={classes.sectionTitle}>
        {title}
      </Title>
      <div className={classes.fields}>{children}</div>
    </section>
  );
}

const PHONE_LABELS = ["mobile", "work", "home", "other"] as const;
const EMAIL_LABELS = ["work", "personal", "other"] as const;

export function ContactForm({ initial, before, onCancel, save, onSaved, onStale }: Props) {
  const { t } = useTranslation();
  const { options } = usePeople();
  const form = useForm<ContactValues>({
    initialValues: initial,
    validate: {
      first_name: (value, all) =>
        all.kind === "person" && !value.trim() && !all.last_name.trim() ? t("contact.form.needsName") : null,
      name: (value, all) => (all.kind === "company" && !value.trim() ? t("contact.form.needsCompanyName") : null),
    },
  });
  const [busy, setBusy] = useState<"save" | "again" | null>(null);
  const [failure, setFailure] = useState<ApiProblem | null>(null);
  const [unplaced, setUnplaced] = useState<string[]>([]);
  const alert = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLFormElement>(null);
  const leaving = useRef(false);
  useEffect(() => {
    if (failure) alert.current?.focus();
  }, [failure]);

  const blocker = useBlocker({
    shouldBlockFn: () => form.isDirty() && !leaving.current,
    enableBeforeUnload: () => form.isDirty() && !leaving.current,
    withResolver: true,
  });

  const known = (field: string) => {
    const [first = ""] = field.split(".");
    return first in form.values;
  };
  // In an effect: by then the errors that were set with it stand at their fields.
  const [refusals, setRefusals] = useState(0);
  const focusFirstError = () => setRefusals((count) => count + 1);
  useEffect(() => {
    if (refusals) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  async function submit(values: ContactValues, again: boolean) {
    setBusy(again ? "again" : "save");
    setFailure(null);
    setUnplaced([]);
    const { body, at } = bodyOf(values, before);
    try {
      await save(body);
      leaving.current = true;
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
  const { kind } = form.values;

  const lines = (list: "phones" | "emails") => {
    const phones = list === "phones";
    const member = phones ? "number" : "address";
    const all = form.values[list];
    // The two lists differ in one member only, which the form's types cannot follow.
    const set = (next: unknown) => form.setFieldValue(list, next as never);
    return (
      <Stack gap={8} className={classes.wide} role="group" aria-label={t(phones ? "contact.phones" : "contact.emails")}>
        {all.map((line, index) => (
          <div key={line.key} className={classes.line}>
            <TextInput
              label={t(phones ? "contact.phoneN" : "contact.emailN", { n: index + 1 })}
              type={phones ? "tel" : "email"}
              inputMode={phones ? "tel" : "email"}
              autoComplete="off"
              placeholder={phones ? t("contact.form.phoneHint") : undefined}
              className={classes.lineText}
              {...form.getInputProps(`${list}.${index}.${member}`)}
            />
            <Select
              aria-label={t(phones ? "contact.phoneLabel" : "contact.emailLabel", { n: index + 1 })}
              className={classes.lineLabel}
              allowDeselect={false}
              data={(phones ? PHONE_LABELS : EMAIL_LABELS).map((value) => ({ value, label: t(`contact.labels.${value}`) }))}
              {...form.getInputProps(`${list}.${index}.label`)}
            />
            <Radio
              className={classes.linePrimary}
              name={`primary-${list}`}
              label={t("contact.primary")}
              aria-label={t(phones ? "contact.primaryPhone" : "contact.primaryEmail", { n: index + 1 })}
              checked={line.primary}
              onChange={() =>
                set(all.map((one, place) => ({ ...one, primary: place === index })))
              }
            />
            <ActionIcon
              className={classes.lineRemove}
              size={34}
              disabled={all.length === 1}
              aria-label={t(phones ? "contact.removePhone" : "contact.removeEmail", { n: index + 1 })}
              onClick={() => {
                const rest = all.filter((_, place) => place !== index);
                if (line.primary && rest[0]) rest[0] = { ...rest[0], primary: true };
                set(rest);
              }}
            >
              <IconTrash size={17} stroke={1.7} />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            variant="subtle"
            color="troncal"
            size="compact-sm"
            leftSection={<IconPlus size={15} />}
            onClick={() =>
              set([...all, phones ? phoneLine() : emailLine()])
            }
          >
            {t(phones ? "contact.addPhone" : "contact.addEmail")}
          </Button>
        </div>
      </Stack>
    );
  };

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
      <Section title={t("contact.form.general")}>
        {!before && (
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
        {kind === "person" ? (
          <>
            <TextInput label={t("contact.firstName")} withAsterisk autoComplete="off" data-autofocus {...form.getInputProps("first_name")} />
            <TextInput label={t("contact.lastName")} autoComplete="off" {...form.getInputProps("last_name")} />
            <CompanyField
              value={form.values.company_id}
              onChange={(value) => form.setFieldValue("company_id", value)}
              error={form.errors.company_id}
            />
            <TextInput label={t("contact.position")} autoComplete="off" {...form.getInputProps("position")} />
            <TextInput label={t("contact.area")} autoComplete="off" {...form.getInputProps("area")} />
          </>
        ) : (
          <TextInput label={t("contact.companyName")} withAsterisk autoComplete="off" className={classes.wide} {...form.getInputProps("name")} />
        )}
        <Select
          label={t("contact.class")}
          allowDeselect={false}
          data={(["prospect", "interested", "client"] as const).map((value) => ({ value, label: t(`contact.classes.${value}`) }))}
          {...form.getInputProps("class")}
        />
        <TextInput label={t("contact.taxId")} autoComplete="off" {...form.getInputProps("tax_id")} />
      </Section>
      <Section title={t("contact.form.channels")}>
        {lines("phones")}
        {lines("emails")}
        <TextInput label={t("contact.website")} inputMode="url" autoComplete="off" className={classes.wide} {...form.getInputProps("website")} />
      </Section>
      <Section title={t("contact.address")}>
        <TextInput label={t("contact.street")} autoComplete="off" className={classes.wide} {...form.getInputProps("street")} />
        <TextInput label={t("contact.city")} autoComplete="off" {...form.getInputProps("city")} />
        <TextInput label={t("contact.region")} autoComplete="off" {...form.getInputProps("region")} />
        <TextInput label={t("contact.country")} description={t("contact.countryHint")} maxLength={2} autoComplete="off" {...form.getInputProps("country")} />
      </Section>
      <Section title={t("contact.form.access")}>
        <MultiSelect
          label={t("contact.managers")}
          description={t("contact.managersHint")}
          data={options}
          searchable
          hidePickedOptions
          nothingFoundMessage={t("state.nothingFound")}
          {...form.getInputProps("manager_ids")}
        />
        <Select
          label={t("contact.privacy")}
          description={t(`privacy.${form.values.visibility}Hint`)}
          allowDeselect={false}
          data={(["private", "read", "write"] as const).map((value) => ({ value, label: t(`privacy.${value}`) }))}
          {...form.getInputProps("visibility")}
        />
        <TagsInput label={t("contact.tags")} className={classes.wide} {...form.getInputProps("tags")} />
        <Textarea label={t("contact.description")} autosize minRows={3} maxRows={12} className={classes.wide} {...form.getInputProps("description")} />
      </Section>
      <div className={classes.foot}>
        <Button variant="default" onClick={onCancel}>
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
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            {t("leave.discard")}
          </Button>
          <Button onClick={() => blocker.reset?.()}>{t("leave.stay")}</Button>
        </Group>
      </Modal>
    </form>
  );
}
