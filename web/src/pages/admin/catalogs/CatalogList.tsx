import { ActionIcon, Badge, Button, Group, Switch, Text, TextInput, VisuallyHidden } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPencil, IconPlus, IconTags, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import type { Query } from "@/api/resources";
import type { Page, Tagged } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";
import { type SimpleColumn, SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines } from "@/ui/states";

import { Removal } from "./Removal";

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
  active: boolean;
}

/** One catalog, as data: where it is, what it has beside names, what its entries may be moved to. */
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
    order: (ids: string[]) => Promise<unknown>;
    removeInto?: (id: string, etag: string, target: string | null) => Promise<unknown>;
  };
  /** Other queries that show entries of this catalog. */
  also?: string[];
  columns?: SimpleColumn<T>[];
  valuesOf?: (one: T | null) => V;
  bodyOf?: (values: V, isNew: boolean) => Record<string, unknown>;
  fields?: (form: UseFormReturnType<Shared & V>, isNew: boolean) => ReactNode;
  missing?: (values: V) => Partial<Record<keyof V, string>>;
  /** Deleting: what the target's field says, and whether records may be left without an entry. */
  removal?: { moveTo: string; hint: string; mayBeEmpty: boolean };
}

interface Moved {
  ids: string[];
  name: string;
  place: number;
}

type Editing<T> = { found: Tagged<T> | null } | null;

function Editor<T extends Entry, V extends object>({ kind, editing, onClose, refresh }: { kind: Kind<T, V>; editing: Editing<T>; onClose: () => void; refresh: () => Promise<void> }) {
  const { t } = useTranslation();
  const [intent, setIntent] = useState(intentKey);
  const found = editing?.found ?? null;
  const valuesOf = (one: T | null) =>
    ({
      name: one?.name ?? "",
      name_en: one?.name_en ?? "",
      active: one?.active ?? true,
      ...kind.valuesOf?.(one),
    }) as Shared & V;
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
        const { name, name_en, active } = form.values;
        const english = name_en.trim();
        const values = { name: name.trim(), ...(english ? { name_en: english } : {}), ...kind.bodyOf?.(form.values, !found) };
        if (found) await kind.source.change(found.record.id, found.etag, { ...values, active } as never);
        else await kind.source.create(values as never, intent);
        await refresh();
        showDone(t("arrange.saved", { name: values.name }));
      }}
    >
      <TextInput label={t("arrange.name")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <TextInput label={t("arrange.nameEn")} description={t("arrange.nameEnHint")} autoComplete="off" {...form.getInputProps("name_en")} />
      {kind.fields?.(form, !found)}
      {found && <Switch label={t("arrange.active")} {...form.getInputProps("active", { type: "checkbox" })} />}
    </EditDialog>
  );
}

/** A list that an organization arranges: in two languages, by dragging or by keys, one entry per row. */
export function CatalogList<T extends Entry, V extends object>({ kind }: { kind: Kind<T, V> }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery({ queryKey: [kind.queryKey], queryFn: ({ signal }) => kind.source.list({ limit: 200 }, signal) });
  const [editing, setEditing] = useState<Editing<T>>(null);
  const [removing, setRemoving] = useState<Tagged<T> | null>(null);
  const [said, setSaid] = useState("");
  const rows = query.data?.items ?? [];
  const refresh = async () => {
    for (const key of kind.also ?? []) void client.invalidateQueries({ queryKey: [key] });
    await client.invalidateQueries({ queryKey: [kind.queryKey] });
  };
  const read = (one: T, then: (found: Tagged<T>) => void) => void kind.source.read(one.id).then(then).catch(showProblem);
  // One order is saved after the other; the screen has the new one at once.
  const saving = useMutation({
    mutationKey: [kind.queryKey, "order"],
    scope: { id: `${kind.queryKey}-order` },
    mutationFn: ({ ids }: Moved) => kind.source.order(ids),
    onSuccess: (_, { name, place, ids }) => setSaid(t("arrange.moved", { name, place: place + 1, count: ids.length })),
    onError: showProblem,
    onSettled: () => (client.isMutating({ mutationKey: [kind.queryKey, "order"] }) === 1 ? refresh() : undefined),
  });
  /** `to` gets the place as it is when the entry is moved: the one on screen may be a move behind. */
  async function move(id: string, to: (place: number) => number) {
    await client.cancelQueries({ queryKey: [kind.queryKey], exact: true });
    const page = client.getQueryData<Page<T>>([kind.queryKey]);
    const one = page?.items.find((row) => row.id === id);
    if (!page || !one) return;
    const place = to(page.items.indexOf(one));
    if (place < 0 || place >= page.items.length) return;
    const items = page.items.filter((other) => other.id !== id);
    items.splice(place, 0, one);
    client.setQueryData<Page<T>>([kind.queryKey], { ...page, items });
    saving.mutate({ ids: items.map((row) => row.id), name: one.name, place });
  }
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ found: null })}>
      {kind.create}
    </Button>
  );
  return (
    <>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && <Blank icon={IconTags} title={t("arrange.none")} action={create} />}
      {rows.length > 0 && (
        <>
          <Group justify="flex-end" mb="sm">
            {create}
          </Group>
          <SimpleTable<T>
            label={kind.label}
            rows={rows}
            onMove={(id, place) => void move(id, () => place)}
            columns={[
              {
                id: "order",
                header: t("arrange.order"),
                cell: (one) => {
                  const place = rows.indexOf(one);
                  return (
                    <Group gap={2} wrap="nowrap">
                      <IconGripVertical size={16} stroke={1.7} color="#5c6f77" aria-hidden />
                      <ActionIcon aria-label={t("arrange.up", { name: one.name })} disabled={place === 0} onClick={() => void move(one.id, (now) => now - 1)}>
                        <IconArrowUp size={16} stroke={1.7} />
                      </ActionIcon>
                      <ActionIcon aria-label={t("arrange.down", { name: one.name })} disabled={place === rows.length - 1} onClick={() => void move(one.id, (now) => now + 1)}>
                        <IconArrowDown size={16} stroke={1.7} />
                      </ActionIcon>
                    </Group>
                  );
                },
              },
              {
                id: "name",
                header: t("arrange.name"),
                cell: (one) => (
                  <Text size="sm" fw={560}>
                    {one.name}
                  </Text>
                ),
              },
              { id: "english", header: t("arrange.nameEn"), cell: (one) => <span lang="en">{one.name_en}</span> },
              ...(kind.columns ?? []),
              {
                id: "state",
                header: t("user.state"),
                cell: (one) => <Badge color={one.active ? "teal" : "gray"}>{t(one.active ? "arrange.active" : "arrange.retired")}</Badge>,
              },
              {
                id: "actions",
                header: t("table.actions"),
                align: "right",
                cell: (one) => (
                  <Group justify="flex-end" gap={4} wrap="nowrap">
                    <ActionIcon aria-label={t("action.editOne", { name: one.name })} onClick={() => read(one, (found) => setEditing({ found }))}>
                      <IconPencil size={17} stroke={1.7} />
                    </ActionIcon>
                    {kind.removal && (
                      <ActionIcon aria-label={t("action.deleteOne", { name: one.name })} onClick={() => read(one, setRemoving)}>
                        <IconTrash size={17} stroke={1.7} />
                      </ActionIcon>
                    )}
                  </Group>
                ),
              },
            ]}
          />
        </>
      )}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <Editor kind={kind} editing={editing} onClose={() => setEditing(null)} refresh={refresh} />
      {kind.removal && (
        <Removal
          {...kind.removal}
          gone={removing?.record ?? null}
          others={rows.filter((one) => one.active)}
          onClose={() => setRemoving(null)}
          run={async (target) => {
            if (removing) await kind.source.removeInto?.(removing.record.id, removing.etag, target);
            await refresh();
          }}
        />
      )}
    </>
  );
}
