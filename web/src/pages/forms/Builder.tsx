import { ActionIcon, Alert, Button, Checkbox, Group, MultiSelect, SegmentedControl, Select, Stack, Switch, TagsInput, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { WebFormWrite } from "@/api/leads";
import { type ApiProblem, asProblem } from "@/api/problems";
import type { Locale } from "@/api/types";
import { problemText } from "@/app/toasts";
import { PREFIX, useDesign } from "@/custom/fields";
import { useSources, useTags } from "@/pages/contact/catalogs";
import classes from "@/pages/contact/ContactForm.module.css";
import { locale } from "@/i18n";
import { usePeople } from "@/ui/directory";
import { Lines } from "@/ui/states";
import { useAfterRender } from "@/ui/useAfterRender";

import { ASKED, askable, askedField, bodyOf, firstWord, type FormValues, isAsked } from "./builder";
import own from "./forms.module.css";
import { type FirstWords, useFirstWords } from "./words/first";

interface Props {
  initial: FormValues;
  isNew: boolean;
  save: (body: WebFormWrite) => Promise<void>;
  onCancel?: () => void;
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
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

/** Builds a web form: what it asks, what it says, and whose what comes by it is (C-13). */
export function Builder(props: Props) {
  const words = useFirstWords();
  return words ? <Worded {...props} words={words} /> : <Lines count={9} />;
}

function Worded({ initial, isNew, save, onCancel, words }: Props & { words: Record<Locale, FirstWords> }) {
  const { t } = useTranslation();
  const { options } = usePeople();
  const sources = useSources();
  const tags = useTags();
  const form = useForm<FormValues>({ initialValues: initial });
  const { values } = form;
  const design = useDesign(values.makes);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ problem: ApiProblem; rest: string[] } | null>(null);
  const alert = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLFormElement>(null);
  const afterRender = useAfterRender();
  useEffect(() => {
    if (failure) alert.current?.focus();
  }, [failure]);

  const custom = askable(design.fields);
  const titleOf = (name: string) => {
    const added = custom.find((field) => PREFIX + field.key === name);
    return added?.title ?? firstWord(words[locale()], name);
  };
  const free = [
    ...Object.keys(ASKED).filter((name) => isAsked(name, values.makes)),
    ...custom.map((field) => PREFIX + field.key),
  ].filter((name) => !values.fields.some((field) => field.name === name));
  const set = (fields: FormValues["fields"]) => form.setFieldValue("fields", fields);
  function move(place: number, step: number) {
    const next = [...values.fields];
    const [one] = next.splice(place, 1);
    if (one) next.splice(place + step, 0, one);
    set(next);
  }

  async function submit(sent: FormValues) {
    setBusy(true);
    setFailure(null);
    try {
      await save(bodyOf(sent, isNew));
      form.resetDirty(sent);
    } catch (error) {
      const problem = asProblem(error);
      const errors: Record<string, string> = {};
      const rest: string[] = [];
      for (const one of problem.fields) {
        const line = /^fields\.(\d+)\.name$/.exec(one.field);
        const field = line ? `fields.${line[1]}.label.es` : one.field.startsWith("origins.") ? "origins" : one.field;
        if (field !== "fields" && (field.split(".")[0] ?? "") in sent) errors[field] = one.message;
        else rest.push(one.message);
      }
      form.setErrors(errors);
      if (Object.keys(errors).length && !rest.length)
        afterRender(() => root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      else setFailure({ problem, rest });
    } finally {
      setBusy(false);
    }
  }
  const both = (name: "title" | "thanks" | "consent", label: string, long: boolean) =>
    (["es", "en"] as const).map((one) => {
      const props = { key: `${name}.${one}`, label: t(`webForm.in.${one}`, { what: label }), withAsterisk: true, autoComplete: "off", lang: one, ...form.getInputProps(`${name}.${one}`) };
      const { key, ...rest } = props;
      return long ? <Textarea key={key} autosize minRows={2} maxRows={8} {...rest} /> : <TextInput key={key} {...rest} />;
    });

  return (
    <form ref={root} noValidate className={classes.form} onSubmit={form.onSubmit((sent) => void submit(sent))}>
      {failure && (
        <Alert ref={alert} tabIndex={-1} role="alert" color="red" title={failure.problem.status === 412 ? t("stale.title") : t("webForm.notSaved")}>
          {failure.problem.status === 412 ? t("stale.inline") : problemText(failure.problem)}
          {failure.rest.map((one) => (
            <div key={one}>{one}</div>
          ))}
        </Alert>
      )}
      <Section title={t("webForm.general")}>
        <TextInput label={t("webForm.name")} description={t("webForm.nameHint")} withAsterisk autoComplete="off" className={classes.wide} {...form.getInputProps("name")} />
        {isNew && (
          <div className={classes.wide}>
            <SegmentedControl
              aria-label={t("webForm.makes")}
              data={(["lead", "contact"] as const).map((value) => ({ value, label: t(`webForm.making.${value}`) }))}
              value={values.makes}
              onChange={(value) => {
                const makes = value as FormValues["makes"];
                form.setFieldValue("makes", makes);
                set(values.fields.filter((field) => isAsked(field.name, makes)));
              }}
            />
          </div>
        )}
        {both("title", t("webForm.title"), false)}
        <Switch className={classes.switch} label={t("webForm.active")} description={t("webForm.activeHint")} {...form.getInputProps("active", { type: "checkbox" })} />
      </Section>
      <Section title={t("webForm.fields")}>
        <Stack gap={10} className={classes.wide}>
          <ol className={own.fields} aria-label={t("webForm.fields")}>
            {values.fields.map((field, place) => {
              const title = titleOf(field.name);
              return (
                <li key={field.key} className={own.field}>
                  <Text size="sm" fw={560} className={own.name}>
                    {title}
                  </Text>
                  <TextInput label={t("webForm.labelEs")} aria-label={t("webForm.labelEsOf", { name: title })} lang="es" autoComplete="off" {...form.getInputProps(`fields.${place}.label.es`)} />
                  <TextInput label={t("webForm.labelEn")} aria-label={t("webForm.labelEnOf", { name: title })} lang="en" autoComplete="off" {...form.getInputProps(`fields.${place}.label.en`)} />
                  <Checkbox label={t("webForm.required")} aria-label={t("webForm.requiredOf", { name: title })} {...form.getInputProps(`fields.${place}.required`, { type: "checkbox" })} />
                  <Group gap={0} wrap="nowrap" className={own.tools}>
                    <ActionIcon aria-label={t("arrange.up", { name: title })} disabled={place === 0} onClick={() => move(place, -1)}>
                      <IconArrowUp size={16} stroke={1.7} />
                    </ActionIcon>
                    <ActionIcon aria-label={t("arrange.down", { name: title })} disabled={place === values.fields.length - 1} onClick={() => move(place, 1)}>
                      <IconArrowDown size={16} stroke={1.7} />
                    </ActionIcon>
                    <ActionIcon aria-label={t("webForm.removeOne", { name: title })} onClick={() => set(values.fields.filter((one) => one.key !== field.key))}>
                      <IconTrash size={16} stroke={1.7} />
                    </ActionIcon>
                  </Group>
                </li>
              );
            })}
          </ol>
          {free.length > 0 && (
            <Select
              label={t("webForm.add")}
              placeholder={t("webForm.addHint")}
              searchable
              nothingFoundMessage={t("state.nothingFound")}
              value={null}
              data={free.map((name) => ({ value: name, label: titleOf(name) }))}
              onChange={(name) => name && set([...values.fields, askedField(words, name, custom.find((field) => PREFIX + field.key === name))])}
            />
          )}
        </Stack>
      </Section>
      <Section title={t("webForm.consent")}>
        <Switch className={classes.wide} label={t("webForm.asks")} description={t("webForm.asksHint")} {...form.getInputProps("asks", { type: "checkbox" })} />
        {values.asks && both("consent", t("webForm.consent"), true)}
      </Section>
      <Section title={t("webForm.after")}>
        {both("thanks", t("webForm.thanks"), true)}
        <TextInput label={t("webForm.redirect")} description={t("webForm.redirectHint")} inputMode="url" autoComplete="off" className={classes.wide} {...form.getInputProps("redirect_url")} />
      </Section>
      <Section title={t("webForm.whose")}>
        <Select label={t("lead.owner")} searchable data={options} nothingFoundMessage={t("state.nothingFound")} {...form.getInputProps("owner_id")} />
        <MultiSelect label={t("contact.managers")} description={t("webForm.managersHint")} searchable hidePickedOptions nothingFoundMessage={t("state.nothingFound")} data={options} {...form.getInputProps("manager_ids")} />
        <Select label={t("contact.privacy")} allowDeselect={false} data={(["private", "read", "write"] as const).map((value) => ({ value, label: t(`privacy.${value}`) }))} {...form.getInputProps("visibility")} />
        <Select label={t("contact.source")} clearable clearButtonProps={{ "aria-label": t("action.clear") }} data={sources.options([values.source_id])} {...form.getInputProps("source_id")} />
        <TagsInput label={t("contact.tags")} data={tags} className={classes.wide} {...form.getInputProps("tags")} />
        <TagsInput label={t("webForm.origins")} description={t("webForm.originsHint")} placeholder={t("webForm.originsExample")} className={classes.wide} {...form.getInputProps("origins")} />
      </Section>
      <div className={classes.foot}>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t("action.cancel")}
          </Button>
        )}
        <Button type="submit" loading={busy}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}
