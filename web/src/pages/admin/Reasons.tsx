import { ActionIcon, Badge, Button, Group, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPencil, IconPlus, IconTags } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { lossReasons, purchaseMotives } from "@/api/resources";
import type { Reason, Tagged } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { Arrange } from "./Arranged";

type Kind = "purchaseMotives" | "lossReasons";
type Editing = { found: Tagged<Reason> | null } | null;
const SOURCES = { purchaseMotives, lossReasons };

function Editor({ kind, editing, onClose }: { kind: Kind; editing: Editing; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const source = SOURCES[kind];
  const found = editing?.found ?? null;
  const [intent, setIntent] = useState("");
  const form = useForm({
    initialValues: { name: "", name_en: "", active: true },
    validate: { name: (value) => (value.trim() ? null : t("form.needed")) },
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!editing) return;
    const one = editing.found?.record;
    clearErrors();
    setIntent(intentKey());
    setValues({ name: one?.name ?? "", name_en: one?.name_en ?? "", active: one?.active ?? true });
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  return (
    <EditDialog
      opened={!!editing}
      title={t(`reasons.${kind}.${found ? "edit" : "new"}`)}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const { name, name_en, active } = form.values;
        const values = { name: name.trim(), ...(name_en.trim() ? { name_en: name_en.trim() } : {}) };
        if (found) await source.change(found.record.id, found.etag, { ...values, active });
        else await source.create(values, intent);
        await client.invalidateQueries({ queryKey: [kind] });
        showDone(t("arrange.saved", { name: values.name }));
      }}
    >
      <TextInput label={t("disposition.name")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <TextInput label={t("disposition.nameEn")} description={t("disposition.nameEnHint")} autoComplete="off" {...form.getInputProps("name_en")} />
      {found && <Switch label={t("arrange.active")} {...form.getInputProps("active", { type: "checkbox" })} />}
    </EditDialog>
  );
}

/** Why people buy (S-12) or why a sale is lost (S-13): one page for both lists. */
function Reasons({ kind }: { kind: Kind }) {
  const { t } = useTranslation();
  useTitle(t(`menu.${kind}`));
  const source = SOURCES[kind];
  const query = useQuery({ queryKey: [kind], queryFn: ({ signal }) => source.list({ limit: 200 }, signal) });
  const [editing, setEditing] = useState<Editing>(null);
  const rows = query.data?.items ?? [];
  const ids = rows.map((one) => one.id);
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ found: null })}>
      {t(`reasons.${kind}.new`)}
    </Button>
  );
  return (
    <>
      <PageHeader title={t(`menu.${kind}`)} note={t(`reasons.${kind}.hint`)}>
        {create}
      </PageHeader>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && <Blank icon={IconTags} title={t("arrange.none")} action={create} />}
      {rows.length > 0 && (
        <SimpleTable<Reason>
          label={t(`menu.${kind}`)}
          rows={rows}
          columns={[
            {
              id: "order",
              header: t("arrange.order"),
              cell: (one) => <Arrange ids={ids} id={one.id} name={one.name} queryKey={kind} order={source.order} />,
            },
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
            {
              id: "state",
              header: t("user.state"),
              cell: (one) => <Badge color={one.active ? "teal" : "gray"}>{t(one.active ? "disposition.inUse" : "disposition.retired")}</Badge>,
            },
            {
              id: "actions",
              header: t("table.actions"),
              align: "right",
              cell: (one) => (
                <Group justify="flex-end">
                  <ActionIcon
                    aria-label={t("action.editOne", { name: one.name })}
                    onClick={() =>
                      void source
                        .read(one.id)
                        .then((found) => setEditing({ found }))
                        .catch(showProblem)
                    }
                  >
                    <IconPencil size={17} stroke={1.7} />
                  </ActionIcon>
                </Group>
              ),
            },
          ]}
        />
      )}
      <Editor kind={kind} editing={editing} onClose={() => setEditing(null)} />
    </>
  );
}

export const PurchaseMotives = () => <Reasons kind="purchaseMotives" />;
export const LossReasons = () => <Reasons kind="lossReasons" />;
