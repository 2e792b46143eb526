import { Badge, Button, Checkbox, Group, Radio, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconLock, IconPlus, IconShieldLock } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { profiles } from "@/api/resources";
import type { Profile, Tagged } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { locale } from "@/i18n";
import { Confirm } from "@/ui/Confirm";
import { usePeople, useProfiles } from "@/ui/directory";
import { EditDialog } from "@/ui/EditDialog";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./Profiles.module.css";

export const MODULES = ["contacts", "sales", "cases", "billing", "telephony", "notifications", "reporting", "gateway"] as const;
export const ACTIONS = ["view", "create", "edit", "delete", "import", "export", "bulk_edit", "bulk_delete", "bulk_duplicate", "merge", "configure"] as const;
const SCOPES = ["own", "team", "all"] as const;

type Editing = { found: Tagged<Profile> | null } | null;

/** Without seeing a module nothing can be done in it; whoever may do something there sees it. */
export function toggled(permissions: readonly string[], permission: string, on: boolean): string[] {
  const module = permission.split(".")[0];
  const next = new Set(permissions);
  if (on) {
    next.add(permission);
    next.add(`${module}.view`);
  } else if (permission.endsWith(".view")) {
    for (const one of permissions) if (one.startsWith(`${module}.`)) next.delete(one);
  } else {
    next.delete(permission);
  }
  return [...next];
}

function Matrix({ value, onChange, disabled }: { value: string[]; onChange: (value: string[]) => void; disabled: boolean }) {
  const { t } = useTranslation();
  return (
    // Scrolled by the arrow keys.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.matrixBox} tabIndex={0} role="region" aria-label={t("profile.matrix")}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t("profile.module")}</th>
            {ACTIONS.map((action) => (
              <th key={action} scope="col">
                {t(`profile.actions.${action}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {MODULES.map((module) => (
            <tr key={module}>
              <th scope="row">{t(`profile.modules.${module}`)}</th>
              {ACTIONS.map((action) => {
                const permission = `${module}.${action}`;
                return (
                  <td key={action}>
                    <Checkbox
                      classNames={{ body: classes.center }}
                      aria-label={t("profile.cell", { module: t(`profile.modules.${module}`), action: t(`profile.actions.${action}`) })}
                      disabled={disabled}
                      checked={value.includes(permission)}
                      onChange={(event) => onChange(toggled(value, permission, event.currentTarget.checked))}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Editor({ editing, onClose, onRemove }: { editing: Editing; onClose: () => void; onRemove: (profile: Profile) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [intent, setIntent] = useState(intentKey);
  const form = useForm({
    initialValues: { name: "", name_en: "", scope: "all" as Profile["scope"], permissions: [] as string[] },
    validate: { name: (value) => (value.trim() ? null : t("form.needed")) },
  });
  const { setValues, clearErrors } = form;
  const found = editing?.found;
  useEffect(() => {
    if (!editing) return;
    const one = editing.found?.record;
    clearErrors();
    setIntent(intentKey());
    setValues({ name: one?.name ?? "", name_en: one?.name_en ?? "", scope: one?.scope ?? "own", permissions: one?.permissions ?? ["contacts.view"] });
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  const fixed = !!found?.record.is_administrator;
  return (
    <EditDialog
      opened={!!editing}
      size={980}
      title={found ? t("profile.edit") : t("profile.new")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      danger={
        found && !fixed ? (
          <Button variant="subtle" color="red" onClick={() => onRemove(found.record)}>
            {t("action.delete")}
          </Button>
        ) : undefined
      }
      save={async () => {
        const { name, name_en, scope, permissions } = form.values;
        const names = { name: name.trim(), ...(name_en.trim() ? { name_en: name_en.trim() } : {}) };
        if (found) await profiles.change(found.record.id, found.etag, fixed ? names : { ...names, scope, permissions });
        else await profiles.create({ ...names, scope, permissions }, intent);
        await client.invalidateQueries({ queryKey: ["profiles"] });
        showDone(t("profile.saved", { name: names.name }));
      }}
    >
      {fixed && (
        <Text size="sm" c="dimmed">
          {t("profile.administrator")}
        </Text>
      )}
      <div className={classes.names}>
        <TextInput label={t("profile.name")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
        <TextInput label={t("profile.nameEn")} autoComplete="off" {...form.getInputProps("name_en")} />
      </div>
      <Radio.Group label={t("profile.scope")} description={t("profile.scopeHint")} {...form.getInputProps("scope")}>
        <Group mt={8} gap="lg">
          {SCOPES.map((scope) => (
            <Radio key={scope} value={scope} label={t(`profile.scopes.${scope}`)} disabled={fixed} />
          ))}
        </Group>
      </Radio.Group>
      <div>
        <Text size="sm" fw={500} mb={6}>
          {t("profile.matrix")}
        </Text>
        <Matrix value={form.values.permissions} onChange={(value) => form.setFieldValue("permissions", value)} disabled={fixed} />
        {form.errors.permissions && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {form.errors.permissions}
          </Text>
        )}
      </div>
    </EditDialog>
  );
}

export function Profiles() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { people } = usePeople();
  useTitle(t("menu.profiles"));
  const query = useProfiles();
  const [editing, setEditing] = useState<Editing>(null);
  const [removing, setRemoving] = useState<Profile | null>(null);
  const all = query.data?.items ?? [];
  return (
    <>
      <PageHeader title={t("menu.profiles")} note={t("profile.hint")}>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ found: null })}>
          {t("profile.new")}
        </Button>
      </PageHeader>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !all.length && <Blank icon={IconShieldLock} title={t("profile.none")} />}
      <div className={classes.cards}>
        {all.map((one) => {
          const modules = MODULES.filter((module) => one.permissions.includes(`${module}.view`));
          return (
            <section key={one.id} className={classes.card} aria-labelledby={`profile-${one.id}`}>
              <Stack gap={8} h="100%">
                <Group justify="space-between" wrap="nowrap">
                  <Title order={2} size="1rem" id={`profile-${one.id}`}>
                    {(locale() === "en" && one.name_en) || one.name}
                  </Title>
                  {one.is_administrator && <IconLock size={17} stroke={1.7} role="img" aria-label={t("profile.fixed")} />}
                </Group>
                <Text size="sm" c="dimmed">
                  {t("profile.summary", { scope: t(`profile.scopes.${one.scope}`), count: people.filter((user) => user.active && user.profile_id === one.id).length })}
                </Text>
                <Group gap={6}>
                  {modules.map((module) => (
                    <Badge key={module} color="gray">
                      {t(`profile.modules.${module}`)}
                    </Badge>
                  ))}
                </Group>
                <Group mt="auto" pt={6}>
                  <Button
                    size="compact-md"
                    variant="default"
                    aria-label={t("action.editOne", { name: one.name })}
                    onClick={() =>
                      void profiles
                        .read(one.id)
                        .then((found) => setEditing({ found }))
                        .catch(showProblem)
                    }
                  >
                    {t("action.edit")}
                  </Button>
                </Group>
              </Stack>
            </section>
          );
        })}
      </div>
      <Editor
        editing={editing}
        onClose={() => setEditing(null)}
        onRemove={(profile) => {
          setEditing(null);
          setRemoving(profile);
        }}
      />
      <Confirm
        opened={!!removing}
        title={t("profile.deleteTitle", { name: removing?.name })}
        text={t("profile.deleteText")}
        action={t("action.delete")}
        onClose={() => setRemoving(null)}
        run={async () => {
          if (!removing) return;
          const { etag } = await profiles.read(removing.id);
          await profiles.remove(removing.id, etag);
          await client.invalidateQueries({ queryKey: ["profiles"] });
        }}
      />
    </>
  );
}
