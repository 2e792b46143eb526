import { ActionIcon, Button, Group, Select, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPencil, IconPlus, IconSitemap, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { roles } from "@/api/resources";
import type { Role, Tagged } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { Confirm } from "@/ui/Confirm";
import { usePeople, useRoles } from "@/ui/directory";
import { EditDialog } from "@/ui/EditDialog";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./Roles.module.css";
import { branches, subtree } from "./tree";

type Editing = { found: Tagged<Role> | null; parent: string | null } | null;

function Editor({ editing, all, onClose }: { editing: Editing; all: readonly Role[]; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [intent, setIntent] = useState(intentKey);
  const form = useForm({
    initialValues: { name: "", parent_id: null as string | null },
    validate: { name: (value) => (value.trim() ? null : t("form.needed")) },
  });
  const { setValues, clearErrors } = form;
  const found = editing?.found;
  useEffect(() => {
    if (!editing) return;
    clearErrors();
    setIntent(intentKey());
    setValues({ name: editing.found?.record.name ?? "", parent_id: editing.found ? (editing.found.record.parent_id ?? null) : editing.parent });
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  const own = found ? subtree(all, found.record.id) : new Set<string>();
  return (
    <EditDialog
      opened={!!editing}
      title={found ? t("role.edit") : t("role.new")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const values = { name: form.values.name.trim(), parent_id: form.values.parent_id };
        if (found) await roles.change(found.record.id, found.etag, values);
        else await roles.create(values, intent);
        await client.invalidateQueries({ queryKey: ["roles"] });
        showDone(t("role.saved", { name: values.name }));
      }}
    >
      <TextInput label={t("role.name")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <Select
        label={t("role.parent")}
        description={t("role.parentHint")}
        placeholder={t("role.top")}
        clearable
        clearButtonProps={{ "aria-label": t("action.clear") }}
        data={all.filter((one) => !own.has(one.id)).map((one) => ({ value: one.id, label: one.name }))}
        {...form.getInputProps("parent_id")}
      />
    </EditDialog>
  );
}

export function Roles() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { people } = usePeople();
  useTitle(t("menu.roles"));
  const query = useRoles();
  const [editing, setEditing] = useState<Editing>(null);
  const [removing, setRemoving] = useState<Role | null>(null);
  const all = query.data?.items ?? [];
  const create = (parent: string | null) => setEditing({ found: null, parent });
  return (
    <>
      <PageHeader title={t("menu.roles")} note={t("role.hint")}>
        <Button leftSection={<IconPlus size={16} />} onClick={() => create(null)}>
          {t("role.new")}
        </Button>
      </PageHeader>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !all.length && <Blank icon={IconSitemap} title={t("role.none")} />}
      {all.length > 0 && (
        <ul className={classes.tree} aria-label={t("menu.roles")}>
          {branches(all).map(({ role, depth }) => {
            const count = people.filter((user) => user.active && user.role_id === role.id).length;
            return (
              <li key={role.id} className={classes.role} data-depth={Math.min(depth, 6)}>
                <span className={classes.dot} aria-hidden />
                <div className={classes.text}>
                  <Text size="sm" fw={580}>
                    {role.name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {t("role.people", { count })}
                    {role.parent_id ? ` · ${t("role.below", { name: all.find((one) => one.id === role.parent_id)?.name })}` : ""}
                  </Text>
                </div>
                <Group gap={4} wrap="nowrap">
                  <ActionIcon aria-label={t("role.addBelow", { name: role.name })} onClick={() => create(role.id)}>
                    <IconPlus size={17} stroke={1.7} />
                  </ActionIcon>
                  <ActionIcon
                    aria-label={t("action.editOne", { name: role.name })}
                    onClick={() =>
                      void roles
                        .read(role.id)
                        .then((found) => setEditing({ found, parent: null }))
                        .catch(showProblem)
                    }
                  >
                    <IconPencil size={17} stroke={1.7} />
                  </ActionIcon>
                  <ActionIcon aria-label={t("action.deleteOne", { name: role.name })} onClick={() => setRemoving(role)}>
                    <IconTrash size={17} stroke={1.7} />
                  </ActionIcon>
                </Group>
              </li>
            );
          })}
        </ul>
      )}
      <Editor editing={editing} all={all} onClose={() => setEditing(null)} />
      <Confirm
        opened={!!removing}
        title={t("role.deleteTitle", { name: removing?.name })}
        text={t("role.deleteText")}
        action={t("action.delete")}
        onClose={() => setRemoving(null)}
        run={async () => {
          if (!removing) return;
          const { etag } = await roles.read(removing.id);
          await roles.remove(removing.id, etag);
          await client.invalidateQueries({ queryKey: ["roles"] });
        }}
      />
    </>
  );
}
