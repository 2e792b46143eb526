import { ActionIcon, Badge, Button, Group, NumberInput, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPencil, IconPlus, IconTags } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { dispositions } from "@/api/resources";
import type { Disposition, Tagged } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

type Editing = { found: Tagged<Disposition> | null } | null;

function Editor({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [intent, setIntent] = useState(intentKey);
  const found = editing?.found;
  const form = useForm({
    initialValues: { name: "", name_en: "", position: 100 as number | string, active: true },
    validate: { name: (value) => (value.trim() ? null : t("form.needed")) },
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!editing) return;
    const one = editing.found?.record;
    clearErrors();
    setIntent(intentKey());
    setValues({ name: one?.name ?? "", name_en: one?.name_en ?? "", position: one?.position ?? 100, active: one?.active ?? true });
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  return (
    <EditDialog
      opened={!!editing}
      title={found ? t("disposition.edit") : t("disposition.new")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const { name, name_en, position, active } = form.values;
        const values = { name: name.trim(), position: Number(position) || 0, ...(name_en.trim() ? { name_en: name_en.trim() } : {}) };
        if (found) await dispositions.change(found.record.id, found.etag, { ...values, active });
        else await dispositions.create(values, intent);
        await client.invalidateQueries({ queryKey: ["dispositions"] });
        showDone(t("disposition.saved", { name: values.name }));
      }}
    >
      <TextInput label={t("disposition.name")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <TextInput label={t("disposition.nameEn")} description={t("disposition.nameEnHint")} autoComplete="off" {...form.getInputProps("name_en")} />
      <NumberInput label={t("disposition.position")} description={t("disposition.positionHint")} min={0} max={10_000} allowDecimal={false} hideControls {...form.getInputProps("position")} />
      {found && <Switch label={t("disposition.active")} {...form.getInputProps("active", { type: "checkbox" })} />}
    </EditDialog>
  );
}

export function Dispositions() {
  const { t } = useTranslation();
  useTitle(t("menu.dispositions"));
  const query = useQuery({
    queryKey: ["dispositions", "all"],
    queryFn: ({ signal }) => dispositions.list({ limit: 200 }, signal),
  });
  const [editing, setEditing] = useState<Editing>(null);
  const rows = query.data?.items ?? [];
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ found: null })}>
      {t("disposition.new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("menu.dispositions")} note={t("disposition.hint")}>
        {create}
      </PageHeader>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && (
        <Blank icon={IconTags} title={t("disposition.none")} action={create}>
          {t("disposition.noneHint")}
        </Blank>
      )}
      {rows.length > 0 && (
        <SimpleTable<Disposition>
          label={t("menu.dispositions")}
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
            { id: "position", header: t("disposition.position"), cell: (one) => one.position },
            {
              id: "state",
              header: t("user.state"),
              cell: (one) => <Badge color={one.active === false ? "gray" : "teal"}>{t(one.active === false ? "disposition.retired" : "disposition.inUse")}</Badge>,
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
                      void dispositions
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
      <Editor editing={editing} onClose={() => setEditing(null)} />
    </>
  );
}
