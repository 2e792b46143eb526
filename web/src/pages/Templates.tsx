import { ActionIcon, Badge, Button, Code, Group, Select, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconDeviceMobileMessage, IconForms, IconMail, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { templates } from "@/api/resources";
import { useMay } from "@/api/session";
import type { Tagged, Template, TemplateWrite } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { locale } from "@/i18n";
import { Confirm } from "@/ui/Confirm";
import { EditDialog } from "@/ui/EditDialog";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./Templates.module.css";

const NAMES = ["contact.name", "contact.first_name", "organization.name", "agent.name", "call.number", "call.date", "call.time", "call.minutes"];

const blank = (): TemplateWrite => ({
  name: "",
  channel: "sms",
  trigger: null,
  subject: "",
  body: "",
  locale: locale(),
  is_active: true,
});

function Example({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["templates", "preview", id], queryFn: () => templates.preview(id) });
  if (!data) return null;
  return (
    <figure className={classes.example}>
      <Text size="xs" c="dimmed" component="figcaption" mb={4}>
        {t("template.example", { count: data.segments })}
      </Text>
      {data.subject && (
        <Text size="sm" fw={600}>
          {data.subject}
        </Text>
      )}
      <p>{data.body}</p>
    </figure>
  );
}

function Editor({ opened, found, onClose }: { opened: boolean; found: Tagged<Template> | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm<TemplateWrite>({ initialValues: blank() });
  const [intent, setIntent] = useState(intentKey);
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!opened) return;
    clearErrors();
    setIntent(intentKey());
    const one = found?.record;
    setValues(
      one
        ? { name: one.name, channel: one.channel, trigger: one.trigger, subject: one.subject, body: one.body, locale: one.locale, is_active: one.is_active }
        : blank(),
    );
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [opened, found]);
  const email = form.values.channel === "email";
  return (
    <EditDialog
      opened={opened}
      size="lg"
      title={found ? t("template.edit") : t("template.new")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const { channel, ...rest } = form.values;
        const values = { ...rest, subject: email ? rest.subject : "" };
        if (found) await templates.change(found.record.id, found.etag, values);
        else await templates.create({ channel, ...values }, intent);
        void client.invalidateQueries({ queryKey: ["templates"] });
        showDone(t("template.saved"));
      }}
    >
      <TextInput label={t("template.name")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <Group grow align="flex-start">
        <Select
          label={t("message.channel")}
          allowDeselect={false}
          disabled={!!found}
          data={(["sms", "email"] as const).map((value) => ({ value, label: t(`message.channels.${value}`) }))}
          {...form.getInputProps("channel")}
        />
        <Select
          label={t("language.label")}
          allowDeselect={false}
          data={(["es", "en"] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          {...form.getInputProps("locale")}
        />
      </Group>
      <Select
        label={t("template.trigger")}
        description={t("template.triggerHint")}
        placeholder={t("template.triggers.none")}
        clearable
        clearButtonProps={{ "aria-label": t("action.clear") }}
        data={(["call_completed", "call_missed"] as const).map((value) => ({ value, label: t(`template.triggers.${value}`) }))}
        {...form.getInputProps("trigger")}
      />
      {email && <TextInput label={t("template.subject")} withAsterisk autoComplete="off" {...form.getInputProps("subject")} />}
      <Textarea label={t("template.body")} withAsterisk autosize minRows={5} maxRows={14} {...form.getInputProps("body")} />
      <div>
        <Text size="xs" c="dimmed" mb={4}>
          {t("template.names")}
        </Text>
        <Group gap={6}>
          {NAMES.map((name) => (
            <button key={name} type="button" className={classes.insert} aria-label={t("template.insert", { name })} onClick={() => form.setFieldValue("body", `${form.values.body ?? ""}{{ ${name} }}`)}>
              <Code>{name}</Code>
            </button>
          ))}
        </Group>
      </div>
      <Switch label={t("template.active")} {...form.getInputProps("is_active", { type: "checkbox" })} />
      {found && <Example id={found.record.id} />}
    </EditDialog>
  );
}

export function Templates() {
  const { t } = useTranslation();
  const may = useMay();
  const client = useQueryClient();
  useTitle(t("menu.templates"));
  const [editing, setEditing] = useState<{ found: Tagged<Template> | null } | null>(null);
  const [shown, setShown] = useState<Tagged<Template> | null>(null);
  const [removing, setRemoving] = useState<Template | null>(null);
  const query = useQuery({ queryKey: ["templates", "list"], queryFn: ({ signal }) => templates.list({ limit: 200 }, signal) });
  const editable = may("notifications.configure");
  const rows = query.data?.items ?? [];
  const open = (one: Template) =>
    void templates
      .read(one.id)
      .then((found) => {
        setShown(found);
        setEditing({ found });
      })
      .catch(showProblem);
  const create = editable && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => { setShown(null); setEditing({ found: null }); }}>
      {t("template.new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("menu.templates")} note={t("template.hint")}>
        {create}
      </PageHeader>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && (
        <Blank icon={IconForms} title={t("template.none")} action={create}>
          {t("template.noneHint")}
        </Blank>
      )}
      {rows.length > 0 && (
        <SimpleTable<Template>
          label={t("menu.templates")}
          rows={rows}
          columns={[
            {
              id: "name",
              header: t("template.name"),
              cell: (one) => (
                <Group gap={10} wrap="nowrap">
                  {one.channel === "sms" ? <IconDeviceMobileMessage size={19} stroke={1.6} aria-hidden /> : <IconMail size={19} stroke={1.6} aria-hidden />}
                  <Text size="sm" fw={560}>
                    {one.name}
                  </Text>
                </Group>
              ),
            },
            { id: "channel", header: t("message.channel"), cell: (one) => t(`message.channels.${one.channel}`) },
            {
              id: "trigger",
              header: t("template.trigger"),
              cell: (one) => t(`template.triggers.${one.trigger ?? "none"}` as "template.triggers.none"),
            },
            {
              id: "state",
              header: t("template.state"),
              cell: (one) => <Badge color={one.is_active ? "teal" : "gray"}>{t(one.is_active ? "template.on" : "template.off")}</Badge>,
            },
            ...(editable
              ? [
                  {
                    id: "actions",
                    header: t("table.actions"),
                    align: "right" as const,
                    cell: (one: Template) => (
                      <Group gap={4} justify="flex-end" wrap="nowrap">
                        <ActionIcon aria-label={t("action.editOne", { name: one.name })} onClick={() => open(one)}>
                          <IconPencil size={17} stroke={1.7} />
                        </ActionIcon>
                        <ActionIcon aria-label={t("action.deleteOne", { name: one.name })} onClick={() => setRemoving(one)}>
                          <IconTrash size={17} stroke={1.7} />
                        </ActionIcon>
                      </Group>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      <Editor opened={!!editing} found={editing ? editing.found : shown} onClose={() => setEditing(null)} />
      <Confirm
        opened={!!removing}
        title={t("template.deleteTitle")}
        text={t("template.deleteText", { name: removing?.name })}
        action={t("action.delete")}
        onClose={() => setRemoving(null)}
        run={async () => {
          if (!removing) return;
          const { etag } = await templates.read(removing.id);
          await templates.remove(removing.id, etag);
          await client.invalidateQueries({ queryKey: ["templates"] });
        }}
      />
    </>
  );
}
