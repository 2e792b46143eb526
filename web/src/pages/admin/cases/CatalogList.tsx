import { ActionIcon, Badge, Button, Group, NumberInput, Switch, Text, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { IconPencil, IconPlus, IconTags } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import type { Query } from "@/api/resources";
import type { Page, Tagged } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";
import { type SimpleColumn, SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines } from "@/ui/states";

export interface Entry {
  id: string;
  name: string;
  name_en: string;
  position: number;
  active: boolean;
}

export interface Shared {
  name: string;
  name_en: string;
  position: number | string;
  active: boolean;
}

export interface Kind<T extends Entry, V extends object> {
  queryKey: string;
  label: string;
  create: string;
  edit: string;
  source: {
    list: (query: Query, signal?: AbortSignal) => Promise<Page<T>>;
    read: (id: string) => Promise<Tagged<T>>;
    create: (value: never, intent: string) => Promise<T>;
    change: (id: string, etag: string, value: never) => Promise<Tagged<T>>;
  };
  columns: SimpleColumn<T>[];
  /** What this list has beside its names and order: for the form, and as the server takes it. */
  valuesOf: (one: T | null) => V;
  bodyOf: (values: V, isNew: boolean) => Record<string, unknown>;
  fields: (form: UseFormReturnType<Shared & V>, isNew: boolean) => ReactNode;
  missing?: (values: V) => Partial<Record<keyof V, string>>;
}

type Editing<T> = { found: Tagged<T> | null } | null;

function Editor<T extends Entry, V extends object>({ kind, editing, onClose }: { kind: Kind<T, V>; editing: Editing<T>; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [intent, setIntent] = useState(intentKey);
  const found = editing?.found ?? null;
  const valuesOf = (one: T | null): Shared & V => ({
    name: one?.name ?? "",
    name_en: one?.name_en ?? "",
    position: one?.position ?? 100,
    active: one?.active ?? true,
    ...kind.valuesOf(one),
  });
  const form = useForm<Shared & V>({
    initialValues: valuesOf(null),
    validate: (values) => ({
      name: values.name.trim() ? null : t("form.needed"),
      ...(found ? {} : kind.missing?.(values)),
    }),
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!editing) return;
    clearErrors();
    setIntent(intentKey());
    setValues(valuesOf(editing.found?.record ?? null));
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  return (
    <EditDialog
      opened={!!editing}
      title={found ? kind.edit : kind.create}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={(errors) => form.setErrors(errors)}
      save={async () => {
        const { name, name_en, position, active } = form.values;
        const english = name_en.trim();
        const values = {
          name: name.trim(),
          position: Number(position) || 0,
          ...(english ? { name_en: english } : {}),
          ...kind.bodyOf(form.values, !found),
        };
        if (found) await kind.source.change(found.record.id, found.etag, { ...values, active } as never);
        else await kind.source.create(values as never, intent);
        await client.invalidateQueries({ queryKey: [kind.queryKey] });
        showDone(t("caseSettings.saved", { name: values.name }));
      }}
    >
      <TextInput label={t("disposition.name")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <TextInput label={t("disposition.nameEn")} description={t("disposition.nameEnHint")} autoComplete="off" {...form.getInputProps("name_en")} />
      {kind.fields(form, !found)}
      <NumberInput label={t("disposition.position")} description={t("disposition.positionHint")} min={0} max={10_000} allowDecimal={false} hideControls {...form.getInputProps("position")} />
      {found && <Switch label={t("disposition.active")} {...form.getInputProps("active", { type: "checkbox" })} />}
    </EditDialog>
  );
}

/** An ordered list in two languages, whose entries are retired and never deleted. */
export function CatalogList<T extends Entry, V extends object>({ kind }: { kind: Kind<T, V> }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: [kind.queryKey], queryFn: ({ signal }) => kind.source.list({ limit: 200 }, signal) });
  const [editing, setEditing] = useState<Editing<T>>(null);
  const rows = query.data?.items ?? [];
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ found: null })}>
      {kind.create}
    </Button>
  );
  const open = (one: T) =>
    void kind.source
      .read(one.id)
      .then((found) => setEditing({ found }))
      .catch(showProblem);
  return (
    <>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && <Blank icon={IconTags} title={t("caseSettings.none")} action={create} />}
      {rows.length > 0 && (
        <>
          <Group justify="flex-end" mb="sm">
            {create}
          </Group>
          <SimpleTable<T>
            label={kind.label}
            rows={rows}
            columns={[
              {
                id: "name",
                header: t("disposition.name"),
                cell: (one) => (
                  <Text size="sm" fw={560}>
                    {one.name}
                  </Text>
                ),
              },
              { id: "english", header: t("disposition.nameEn"), cell: (one) => <span lang="en">{one.name_en}</span> },
              ...kind.columns,
              { id: "position", header: t("disposition.position"), cell: (one) => one.position },
              {
                id: "state",
                header: t("user.state"),
                cell: (one) => <Badge color={one.active ? "teal" : "gray"}>{t(one.active ? "disposition.inUse" : "caseSettings.retired")}</Badge>,
              },
              {
                id: "actions",
                header: t("table.actions"),
                align: "right",
                cell: (one) => (
                  <Group justify="flex-end">
                    <ActionIcon aria-label={t("action.editOne", { name: one.name })} onClick={() => open(one)}>
                      <IconPencil size={17} stroke={1.7} />
                    </ActionIcon>
                  </Group>
                ),
              },
            ]}
          />
        </>
      )}
      <Editor kind={kind} editing={editing} onClose={() => setEditing(null)} />
    </>
  );
}
