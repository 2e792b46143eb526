import { ActionIcon, Badge, Button, Checkbox, Group, SegmentedControl, Select, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconRestore, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { customFields } from "@/api/resources";
import { useMe } from "@/api/session";
import type { CustomField, CustomFieldType, FieldOption, LayoutField } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { keyOf, PREFIX } from "@/custom/fields";
import { FIELDS, isBuiltIn } from "@/pages/contact/layout";
import { FIELDS as LEAD_FIELDS, isLeadField } from "@/pages/leads/values";
import { Confirm } from "@/ui/Confirm";
import { currenciesWith } from "@/ui/currencies";
import { EditDialog } from "@/ui/EditDialog";
import { Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./Fields.module.css";

/** Whose fields are arranged, and what their own are called. */
const ENTITIES = {
  contact: { title: "menu.contacts", records: "contacts", essential: ["first_name", "last_name", "name", "class"] },
  lead: { title: "menu.leads", records: "leads", essential: ["first_name", "last_name", "company_name"] },
} as const;
export type FieldsEntity = keyof typeof ENTITIES;
const TYPES: readonly CustomFieldType[] = ["text", "area", "number", "money", "date", "list", "multiple_list", "checkbox", "heading"];
const UNIQUE: readonly CustomFieldType[] = ["text", "number", "date"];
const LISTS: readonly CustomFieldType[] = ["list", "multiple_list"];

type Line = Partial<FieldOption> & { label: string; active: boolean; id: string };
type Editing = { found: CustomField | null } | null;
let lines = 0;
const line = (option?: FieldOption): Line => ({ id: `option-${++lines}`, label: "", active: true, ...option });

function Options({ lines: all, set, errors }: { lines: Line[]; set: (lines: Line[]) => void; errors: Record<string, React.ReactNode> }) {
  const { t } = useTranslation();
  const move = (place: number, step: number) => {
    const next = [...all];
    const [one] = next.splice(place, 1);
    if (one) next.splice(place + step, 0, one);
    set(next);
  };
  const change = (place: number, part: Partial<Line>) => set(all.map((one, index) => (index === place ? { ...one, ...part } : one)));
  return (
    <Stack gap={8} role="group" aria-label={t("fields.options")}>
      <Text size="sm" fw={500}>
        {t("fields.options")}
      </Text>
      {all.map((one, place) => (
        <div key={one.id} className={classes.option}>
          <TextInput
            aria-label={t("fields.optionN", { n: place + 1 })}
            className={classes.optionText}
            autoComplete="off"
            maxLength={100}
            value={one.label}
            error={errors[`options.${place}.label`]}
            onChange={(event) => change(place, { label: event.currentTarget.value })}
          />
          {one.key && (
            <Checkbox
              label={t("arrange.active")}
              aria-label={t("fields.optionActive", { name: one.label })}
              checked={one.active}
              onChange={(event) => change(place, { active: event.currentTarget.checked })}
            />
          )}
          <Group gap={0} wrap="nowrap">
            <ActionIcon aria-label={t("arrange.up", { name: one.label })} disabled={place === 0} onClick={() => move(place, -1)}>
              <IconArrowUp size={16} stroke={1.7} />
            </ActionIcon>
            <ActionIcon aria-label={t("arrange.down", { name: one.label })} disabled={place === all.length - 1} onClick={() => move(place, 1)}>
              <IconArrowDown size={16} stroke={1.7} />
            </ActionIcon>
            {!one.key && (
              <ActionIcon aria-label={t("action.deleteOne", { name: one.label })} onClick={() => set(all.filter((_, index) => index !== place))}>
                <IconTrash size={16} stroke={1.7} />
              </ActionIcon>
            )}
          </Group>
        </div>
      ))}
      {errors.options && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {errors.options}
        </Text>
      )}
      <div>
        <Button variant="subtle" color="troncal" size="compact-sm" leftSection={<IconPlus size={15} />} onClick={() => set([...all, line()])}>
          {t("fields.addOption")}
        </Button>
      </div>
    </Stack>
  );
}

function Editor({ entity, editing, onClose }: { entity: FieldsEntity; editing: Editing; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const own = useMe().organization.currency;
  const found = editing?.found ?? null;
  const [intent, setIntent] = useState("");
  const form = useForm({
    initialValues: { title: "", type: "text" as CustomFieldType, currency: "", required: false, unique: false, active: true, options: [] as Line[] },
    validate: { title: (value) => (value.trim() ? null : t("form.needed")) },
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!editing) return;
    const one = editing.found;
    clearErrors();
    setIntent(intentKey());
    setValues({
      title: one?.title ?? "",
      type: one?.type ?? "text",
      currency: one?.currency ?? own,
      required: one?.required ?? false,
      unique: one?.unique ?? false,
      active: one?.active ?? true,
      options: one ? one.options.map(line) : [line(), line()],
    });
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  const { type } = form.values;
  return (
    <EditDialog
      opened={!!editing}
      title={found ? t("fields.editTitle", { name: found.title }) : t("fields.new")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => (field.split(".")[0] ?? "") in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const { title, currency, required, unique, active, options } = form.values;
        const listed = LISTS.includes(type)
          ? { options: options.filter((one) => one.label.trim()).map(({ key, label, active: used }) => ({ ...(key ? { key } : {}), label: label.trim(), active: used })) }
          : {};
        const values = { title: title.trim(), required: type !== "heading" && required, unique: UNIQUE.includes(type) && unique, ...listed };
        if (found) await customFields(entity).change(found, { ...values, active });
        else await customFields(entity).create({ ...values, type, ...(type === "money" ? { currency } : {}) }, intent);
        await client.invalidateQueries({ queryKey: keyOf(entity) });
        void client.invalidateQueries({ queryKey: [ENTITIES[entity].records] });
        showDone(t("arrange.saved", { name: values.title }));
      }}
    >
      <TextInput label={t("fields.title")} description={found ? t("fields.keyIs", { key: found.key }) : t("fields.titleHint")} withAsterisk data-autofocus autoComplete="off" maxLength={100} {...form.getInputProps("title")} />
      {!found && (
        <Select
          label={t("fields.type")}
          description={t(`fields.typeHints.${type}`)}
          allowDeselect={false}
          data={TYPES.map((value) => ({ value, label: t(`fields.types.${value}`) }))}
          {...form.getInputProps("type")}
        />
      )}
      {!found && type === "money" && (
        <Select label={t("fields.currency")} allowDeselect={false} searchable data={currenciesWith(form.values.currency)} {...form.getInputProps("currency")} />
      )}
      {LISTS.includes(type) && <Options lines={form.values.options} set={(next) => form.setFieldValue("options", next)} errors={form.errors} />}
      {type !== "heading" && <Switch label={t("fields.required")} description={t("fields.requiredHint")} {...form.getInputProps("required", { type: "checkbox" })} />}
      {UNIQUE.includes(type) && <Switch label={t("fields.unique")} description={t("fields.uniqueHint")} {...form.getInputProps("unique", { type: "checkbox" })} />}
      {found && <Switch label={t("arrange.active")} description={t("fields.activeHint")} {...form.getInputProps("active", { type: "checkbox" })} />}
    </EditDialog>
  );
}

/** Which fields contacts and leads have, in which order, and which of their own are shown (C-04, G-14). */
export function Fields() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { of } = useSearch({ from: "/shell/admin/fields" });
  const entity: FieldsEntity = of ?? "contact";
  const { records, essential } = ENTITIES[entity];
  const client = useQueryClient();
  useTitle(t("menu.fields"));
  const source = customFields(entity);
  const fields = useQuery({ queryKey: [...keyOf(entity), "fields"], queryFn: ({ signal }) => source.list(false, signal) });
  const layout = useQuery({ queryKey: [...keyOf(entity), "layout"], queryFn: ({ signal }) => source.layout(signal) });
  const removed = useQuery({ queryKey: [...keyOf(entity), "removed"], queryFn: ({ signal }) => source.list(true, signal) });
  const [editing, setEditing] = useState<Editing>(null);
  const [removing, setRemoving] = useState<CustomField | null>(null);
  const [busy, setBusy] = useState(false);
  const rows = layout.data?.fields ?? [];
  const byName = new Map((fields.data?.items ?? []).map((field) => [PREFIX + field.key, field]));
  const refresh = () => client.invalidateQueries({ queryKey: keyOf(entity) });
  const titleOf = (row: LayoutField) => byName.get(row.name)?.title ?? builtIn(row.name);

  const builtIn = (name: string) => {
    if (entity === "lead") return isLeadField(name) ? t(LEAD_FIELDS[name].label) : name;
    return isBuiltIn(name) ? t(FIELDS[name].label) : name;
  };

  async function arrange(next: LayoutField[]) {
    setBusy(true);
    try {
      await source.arrange(next.map(({ name, visible }) => ({ name, visible })));
    } catch (error) {
      showProblem(error);
    } finally {
      await refresh();
      setBusy(false);
    }
  }
  function move(place: number, step: number) {
    const next = [...rows];
    const [one] = next.splice(place, 1);
    if (one) next.splice(place + step, 0, one);
    void arrange(next);
  }
  const failed = layout.error ?? fields.error;
  const gone = removed.data?.items ?? [];

  return (
    <>
      <PageHeader title={t("menu.fields")} note={t("fields.hint")}>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ found: null })}>
          {t("fields.new")}
        </Button>
      </PageHeader>
      <SegmentedControl
        aria-label={t("fields.of")}
        mb="md"
        value={entity}
        onChange={(next) => void navigate({ to: "/admin/fields", search: next === "lead" ? { of: "lead" } : {}, replace: true })}
        data={(Object.keys(ENTITIES) as FieldsEntity[]).map((value) => ({ value, label: t(ENTITIES[value].title) }))}
      />
      {(layout.isPending || fields.isPending) && !failed && <Lines count={10} />}
      {failed && !layout.data && <Failure error={failed} retry={() => void Promise.all([layout.refetch(), fields.refetch()])} />}
      {rows.length > 0 && fields.data && (
        <ol className={classes.list} aria-label={t("menu.fields")}>
          {rows.map((row, place) => {
            const field = byName.get(row.name);
            const title = titleOf(row);
            return (
              <li key={row.name} className={classes.row} data-heading={field?.type === "heading" || undefined}>
                <Group gap={0} wrap="nowrap">
                  <ActionIcon aria-label={t("arrange.up", { name: title })} disabled={busy || place === 0} onClick={() => move(place, -1)}>
                    <IconArrowUp size={16} stroke={1.7} />
                  </ActionIcon>
                  <ActionIcon aria-label={t("arrange.down", { name: title })} disabled={busy || place === rows.length - 1} onClick={() => move(place, 1)}>
                    <IconArrowDown size={16} stroke={1.7} />
                  </ActionIcon>
                </Group>
                <div className={classes.text}>
                  <Text size="sm" fw={field?.type === "heading" ? 700 : 560} className={classes.title}>
                    {title}
                  </Text>
                  <Group gap={6}>
                    <Text size="xs" c="dimmed">
                      {field ? t(`fields.types.${field.type}`) : t("fields.ofTheSystem")}
                    </Text>
                    {field?.required && <Badge color="red" variant="light">{t("fields.required")}</Badge>}
                    {field?.unique && <Badge color="troncal" variant="light">{t("fields.unique")}</Badge>}
                    {field && !field.active && <Badge color="gray">{t("fields.inactive")}</Badge>}
                  </Group>
                </div>
                <Switch
                  label={t("fields.visible")}
                  aria-label={t("fields.visibleOne", { name: title })}
                  checked={row.visible}
                  disabled={busy || (essential as readonly string[]).includes(row.name)}
                  onChange={(event) => void arrange(rows.map((one) => (one.name === row.name ? { ...one, visible: event.currentTarget.checked } : one)))}
                />
                <Group gap={2} wrap="nowrap" className={classes.tools}>
                  {field && (
                    <>
                      <ActionIcon aria-label={t("action.editOne", { name: title })} onClick={() => setEditing({ found: field })}>
                        <IconPencil size={17} stroke={1.7} />
                      </ActionIcon>
                      <ActionIcon aria-label={t("fields.removeOne", { name: title })} onClick={() => setRemoving(field)}>
                        <IconTrash size={17} stroke={1.7} />
                      </ActionIcon>
                    </>
                  )}
                </Group>
              </li>
            );
          })}
        </ol>
      )}
      {gone.length > 0 && (
        <section aria-labelledby="removed-title">
          <Title order={2} size="0.95rem" mt="lg" mb={4} id="removed-title">
            {t("fields.removed")}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t("fields.removedHint")}
          </Text>
          <ul className={classes.list}>
            {gone.map((field) => (
              <li key={field.id} className={classes.row}>
                <div className={classes.text}>
                  <Text size="sm">{field.title}</Text>
                  <Text size="xs" c="dimmed">
                    {t(`fields.types.${field.type}`)}
                  </Text>
                </div>
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconRestore size={15} />}
                  aria-label={t("fields.restoreOne", { name: field.title })}
                  onClick={() => void source.restore(field.id).then(refresh).catch(showProblem)}
                >
                  {t("fields.restore")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Editor entity={entity} editing={editing} onClose={() => setEditing(null)} />
      <Confirm
        opened={!!removing}
        title={t("fields.removeTitle", { name: removing?.title ?? "" })}
        text={t("fields.removeText")}
        action={t("fields.remove")}
        onClose={() => setRemoving(null)}
        run={async () => {
          if (removing) await source.remove(removing);
          await refresh();
          void client.invalidateQueries({ queryKey: [records] });
        }}
      />
    </>
  );
}
