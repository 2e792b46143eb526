import { ActionIcon, Button, Group, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPencil, IconPlus, IconTags, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { tags } from "@/api/resources";
import type { Tag, Tagged } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";

import { Removal } from "./Removal";

type Editing = { found: Tagged<Tag> | null } | null;

function Editor({ editing, onClose, refresh }: { editing: Editing; onClose: () => void; refresh: () => Promise<void> }) {
  const { t } = useTranslation();
  const [intent, setIntent] = useState(intentKey);
  const found = editing?.found;
  const form = useForm({
    initialValues: { name: "" },
    validate: { name: (value) => (value.trim() ? null : t("form.needed")) },
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!editing) return;
    clearErrors();
    setIntent(intentKey());
    setValues({ name: editing.found?.record.name ?? "" });
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  return (
    <EditDialog
      opened={!!editing}
      title={t(found ? "tag.edit" : "tag.new")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const name = form.values.name.trim();
        if (found) await tags.rename(found.record.id, found.etag, name);
        else await tags.create(name, intent);
        await refresh();
        showDone(t("arrange.saved", { name }));
      }}
    >
      <TextInput label={t("tag.name")} description={t("tag.nameHint")} withAsterisk data-autofocus autoComplete="off" maxLength={60} {...form.getInputProps("name")} />
    </EditDialog>
  );
}

/** The tags in use: renamed, merged, deleted (G-22). New ones are written on the contacts (C-06). */
export function TagList() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery({ queryKey: ["tags"], queryFn: ({ signal }) => tags.list({ limit: 200 }, signal) });
  const [editing, setEditing] = useState<Editing>(null);
  const [removing, setRemoving] = useState<Tagged<Tag> | null>(null);
  const rows = query.data?.items ?? [];
  const refresh = async () => {
    void client.invalidateQueries({ queryKey: ["contacts"] });
    await client.invalidateQueries({ queryKey: ["tags"] });
  };
  const read = (one: Tag, then: (found: Tagged<Tag>) => void) => void tags.read(one.id).then(then).catch(showProblem);
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ found: null })}>
      {t("tag.new")}
    </Button>
  );
  return (
    <>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && (
        <Blank icon={IconTags} title={t("tag.none")} action={create}>
          {t("tag.noneHint")}
        </Blank>
      )}
      {rows.length > 0 && (
        <>
          <Group justify="flex-end" mb="sm">
            {create}
          </Group>
          <SimpleTable<Tag>
            label={t("contactSettings.tabs.tags")}
            rows={rows}
            columns={[
              {
                id: "name",
                header: t("tag.name"),
                cell: (one) => (
                  <Text size="sm" fw={560}>
                    {one.name}
                  </Text>
                ),
              },
              {
                id: "contacts",
                header: t("menu.contacts"),
                cell: (one) => (
                  <TextLink to="/contacts" search={{ tag: one.name }} size="sm" aria-label={t("tag.show", { name: one.name })}>
                    {t("tag.contacts")}
                  </TextLink>
                ),
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
                    <ActionIcon aria-label={t("action.deleteOne", { name: one.name })} onClick={() => read(one, setRemoving)}>
                      <IconTrash size={17} stroke={1.7} />
                    </ActionIcon>
                  </Group>
                ),
              },
            ]}
          />
        </>
      )}
      <Editor editing={editing} onClose={() => setEditing(null)} refresh={refresh} />
      <Removal
        gone={removing?.record ?? null}
        others={rows}
        moveTo={t("tag.mergeInto")}
        hint={t("tag.mergeHint")}
        mayBeEmpty
        onClose={() => setRemoving(null)}
        run={async (target) => {
          if (removing) await tags.removeInto(removing.record.id, removing.etag, target);
          await refresh();
        }}
      />
    </>
  );
}
