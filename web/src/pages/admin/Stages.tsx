import { ActionIcon, Badge, Button, Group, NumberInput, Select, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { stages } from "@/api/resources";
import type { Stage, Tagged } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";
import { SimpleTable } from "@/ui/SimpleTable";
import { Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { choices } from "../sales/catalogs";
import { Arrange } from "./Arranged";

type Editing = { found: Tagged<Stage> | null } | null;
const KEY = "stages";

function Editor({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const found = editing?.found ?? null;
  const [intent, setIntent] = useState("");
  const form = useForm({
    initialValues: { name: "", name_en: "", probability: 50 as number | string, active: true },
    validate: {
      name: (value) => (value.trim() ? null : t("form.needed")),
      probability: (value) => (value === "" ? t("form.needed") : null),
    },
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!editing) return;
    const one = editing.found?.record;
    clearErrors();
    setIntent(intentKey());
    setValues({ name: one?.name ?? "", name_en: one?.name_en ?? "", probability: one?.probability ?? 50, active: one?.active ?? true });
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  return (
    <EditDialog
      opened={!!editing}
      title={t(found ? "stage.edit" : "stage.new")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const { name, name_en, probability, active } = form.values;
        const values = { name: name.trim(), probability: Number(probability), ...(name_en.trim() ? { name_en: name_en.trim() } : {}) };
        if (found) await stages.change(found.record.id, found.etag, { ...values, active });
        else await stages.create(values, intent);
        await client.invalidateQueries({ queryKey: [KEY] });
        void client.invalidateQueries({ queryKey: ["opportunities"] });
        showDone(t("arrange.saved", { name: values.name }));
      }}
    >
      <TextInput label={t("disposition.name")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <TextInput label={t("disposition.nameEn")} description={t("disposition.nameEnHint")} autoComplete="off" {...form.getInputProps("name_en")} />
      <NumberInput label={t("stage.probability")} description={t("stage.probabilityHint")} withAsterisk min={0} max={100} allowDecimal={false} {...form.getInputProps("probability")} />
      {found && <Switch label={t("arrange.active")} {...form.getInputProps("active", { type: "checkbox" })} />}
    </EditDialog>
  );
}

/** Deleting asks where the open opportunities go (S-17). */
function Removal({ stage, all, onClose }: { stage: Tagged<Stage> | null; all: Stage[]; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({ initialValues: { move_to: null as string | null } });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    clearErrors();
    setValues({ move_to: null });
    // Only the opening empties the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [stage]);
  return (
    <EditDialog
      opened={!!stage}
      title={t("stage.deleteTitle", { name: stage?.record.name ?? "" })}
      submitLabel={t("action.delete")}
      onClose={onClose}
      check={() => true}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        if (!stage) return;
        await stages.removeInto(stage.record.id, stage.etag, form.values.move_to);
        await client.invalidateQueries({ queryKey: [KEY] });
        void client.invalidateQueries({ queryKey: ["opportunities"] });
        showDone(t("stage.deleted", { name: stage.record.name }));
      }}
    >
      <Select
        label={t("stage.moveTo")}
        description={t("stage.moveToHint")}
        clearable
        clearButtonProps={{ "aria-label": t("action.clear") }}
        data={choices(all.filter((one) => one.id !== stage?.record.id))}
        {...form.getInputProps("move_to")}
      />
    </EditDialog>
  );
}

export function Stages() {
  const { t } = useTranslation();
  useTitle(t("menu.stages"));
  const query = useQuery({ queryKey: [KEY], queryFn: ({ signal }) => stages.list({ limit: 200 }, signal) });
  const [editing, setEditing] = useState<Editing>(null);
  const [removing, setRemoving] = useState<Tagged<Stage> | null>(null);
  const rows = query.data?.items ?? [];
  const ids = rows.map((one) => one.id);
  const read = (id: string, then: (found: Tagged<Stage>) => void) => void stages.read(id).then(then).catch(showProblem);
  return (
    <>
      <PageHeader title={t("menu.stages")} note={t("stage.hint")}>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ found: null })}>
          {t("stage.new")}
        </Button>
      </PageHeader>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {rows.length > 0 && (
        <SimpleTable<Stage>
          label={t("menu.stages")}
          rows={rows}
          columns={[
            {
              id: "order",
              header: t("arrange.order"),
              cell: (one) => <Arrange ids={ids} id={one.id} name={one.name} queryKey={KEY} order={stages.order} />,
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
              id: "probability",
              header: t("stage.probability"),
              align: "right",
              cell: (one) => <span className="number">{t("sale.percent", { value: one.probability })}</span>,
            },
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
                <Group justify="flex-end" gap={4} wrap="nowrap">
                  <ActionIcon aria-label={t("action.editOne", { name: one.name })} onClick={() => read(one.id, (found) => setEditing({ found }))}>
                    <IconPencil size={17} stroke={1.7} />
                  </ActionIcon>
                  <ActionIcon aria-label={t("action.deleteOne", { name: one.name })} onClick={() => read(one.id, setRemoving)}>
                    <IconTrash size={17} stroke={1.7} />
                  </ActionIcon>
                </Group>
              ),
            },
          ]}
        />
      )}
      <Editor editing={editing} onClose={() => setEditing(null)} />
      <Removal stage={removing} all={rows} onClose={() => setRemoving(null)} />
    </>
  );
}
