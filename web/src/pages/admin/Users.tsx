import { ActionIcon, Avatar, Badge, Button, Group, PasswordInput, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPencil, IconUserCheck, IconUserOff, IconUserPlus, IconUsers } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { users } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import type { Page, Tagged, User } from "@/api/types";
import { initials } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import { locale } from "@/i18n";
import { Confirm } from "@/ui/Confirm";
import { useProfiles, useRoles } from "@/ui/directory";
import { EditDialog } from "@/ui/EditDialog";
import { SearchField } from "@/ui/SearchField";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "../list.module.css";

interface Values {
  name: string;
  email: string;
  password: string;
  role_id: string | null;
  profile_id: string | null;
  locale: "es" | "en";
}

/** A profile's name in the reader's language. */
export function useProfileOptions() {
  const profiles = useProfiles();
  const all = profiles.data?.items ?? [];
  return all.map((one) => ({
    value: one.id,
    label: (locale() === "en" && one.name_en) || one.name,
  }));
}

function Editor({ opened, found, onClose }: { opened: boolean; found: Tagged<User> | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const roles = useRoles();
  const profileOptions = useProfileOptions();
  const [intent, setIntent] = useState(intentKey);
  const form = useForm<Values>({
    initialValues: { name: "", email: "", password: "", role_id: null, profile_id: null, locale: "es" },
    validate: {
      name: (value) => (value.trim() ? null : t("form.needed")),
      email: (value) => (value.trim() ? null : t("form.needed")),
      password: (value) => (found || value ? null : t("form.needed")),
      role_id: (value) => (value ? null : t("form.needed")),
      profile_id: (value) => (value ? null : t("form.needed")),
    },
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!opened) return;
    const user = found?.record;
    clearErrors();
    setIntent(intentKey());
    setValues({
      name: user?.name ?? "",
      email: user?.email ?? "",
      password: "",
      role_id: user?.role_id ?? null,
      profile_id: user?.profile_id ?? null,
      locale: user?.locale ?? "es",
    });
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [opened, found]);

  return (
    <EditDialog
      opened={opened}
      title={found ? t("user.edit") : t("user.new")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const { password, email, role_id, profile_id, ...rest } = form.values;
        const place = { role_id: role_id as string, profile_id: profile_id as string };
        if (found) {
          await users.change(found.record.id, found.etag, {
            ...rest,
            ...place,
            ...(email === found.record.email ? {} : { email: email.trim() }),
            ...(password ? { password } : {}),
          });
        } else {
          await users.create({ ...rest, ...place, email: email.trim(), password }, intent);
        }
        void client.invalidateQueries({ queryKey: ["users"] });
        showDone(t("user.saved", { name: form.values.name }));
      }}
    >
      <TextInput label={t("user.name")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <TextInput label={t("login.email")} type="email" withAsterisk autoComplete="off" {...form.getInputProps("email")} />
      <PasswordInput
        label={found ? t("user.newPassword") : t("login.password")}
        description={found ? t("user.newPasswordHint") : t("user.passwordHint")}
        withAsterisk={!found}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t("login.show") }}
        {...form.getInputProps("password")}
      />
      <Select
        label={t("user.role")}
        description={t("user.roleHint")}
        withAsterisk
        searchable
        nothingFoundMessage={t("state.nothingFound")}
        data={(roles.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
        {...form.getInputProps("role_id")}
      />
      <Select
        label={t("user.rights")}
        description={t("user.rightsHint")}
        withAsterisk
        data={profileOptions}
        {...form.getInputProps("profile_id")}
      />
      <Select
        label={t("language.label")}
        allowDeselect={false}
        data={(["es", "en"] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
        {...form.getInputProps("locale")}
      />
    </EditDialog>
  );
}

export function Users() {
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay();
  const client = useQueryClient();
  const roles = useRoles();
  const profileOptions = useProfileOptions();
  useTitle(t("menu.users"));
  const [text, setText] = useState("");
  const [active, setActive] = useState("active");
  const [editing, setEditing] = useState<{ found: Tagged<User> | null } | null>(null);
  const [shown, setShown] = useState<Tagged<User> | null>(null);
  const [leaving, setLeaving] = useState<User | null>(null);
  const query = useInfiniteQuery({
    queryKey: ["users", "list", text, active],
    queryFn: ({ pageParam, signal }) =>
      users.list({ q: text || undefined, active: active === "all" ? undefined : active === "active", limit: 100, sort: "name", cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<User>) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const roleName = (id: string) => roles.data?.items.find((one) => one.id === id)?.name ?? "";
  const profileName = (id: string) => profileOptions.find((one) => one.value === id)?.label ?? "";
  const open = (one: User) =>
    void users
      .read(one.id)
      .then((found) => {
        setShown(found);
        setEditing({ found });
      })
      .catch(showProblem);
  async function setActiveOf(one: User, next: boolean) {
    const { etag } = await users.read(one.id);
    await users.change(one.id, etag, { active: next });
    await client.invalidateQueries({ queryKey: ["users"] });
    showDone(t(next ? "user.activated" : "user.deactivated", { name: one.name }));
  }

  return (
    <>
      <PageHeader title={t("menu.users")}>
        {may("gateway.create") && (
          <Button
            leftSection={<IconUserPlus size={16} />}
            onClick={() => {
              setShown(null);
              setEditing({ found: null });
            }}
          >
            {t("user.new")}
          </Button>
        )}
      </PageHeader>
      <div className={classes.filters} role="search" aria-label={t("table.filters")}>
        <SearchField label={t("user.search")} value={text} onChange={setText} />
        <SegmentedControl
          aria-label={t("user.state")}
          value={active}
          onChange={setActive}
          data={(["active", "inactive", "all"] as const).map((value) => ({ value, label: t(`user.states.${value}`) }))}
        />
      </div>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && <Blank icon={IconUsers} title={t("user.none")} />}
      {rows.length > 0 && (
        <SimpleTable<User>
          label={t("menu.users")}
          rows={rows}
          columns={[
            {
              id: "name",
              header: t("user.name"),
              cell: (one) => (
                <Group gap={10} wrap="nowrap">
                  <Avatar size={32} color="troncal" aria-hidden>
                    {initials(one.name)}
                  </Avatar>
                  <div style={{ minWidth: 0 }}>
                    <Text size="sm" fw={580}>
                      {one.name}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {one.email}
                    </Text>
                  </div>
                </Group>
              ),
            },
            { id: "role", header: t("user.role"), cell: (one) => roleName(one.role_id) },
            { id: "profile", header: t("user.rights"), cell: (one) => profileName(one.profile_id) },
            {
              id: "state",
              header: t("user.state"),
              cell: (one) => (
                <Badge color={one.active ? "teal" : "gray"}>{t(one.active ? "user.isActive" : "user.isInactive")}</Badge>
              ),
            },
            {
              id: "actions",
              header: t("table.actions"),
              align: "right",
              cell: (one) =>
                may("gateway.edit") && (
                  <Group gap={4} justify="flex-end" wrap="nowrap">
                    <ActionIcon aria-label={t("action.editOne", { name: one.name })} onClick={() => open(one)}>
                      <IconPencil size={17} stroke={1.7} />
                    </ActionIcon>
                    {one.active ? (
                      <ActionIcon disabled={one.id === me.id} aria-label={t("user.deactivateOne", { name: one.name })} onClick={() => setLeaving(one)}>
                        <IconUserOff size={17} stroke={1.7} />
                      </ActionIcon>
                    ) : (
                      <ActionIcon aria-label={t("user.activateOne", { name: one.name })} onClick={() => setActiveOf(one, true).catch(showProblem)}>
                        <IconUserCheck size={17} stroke={1.7} />
                      </ActionIcon>
                    )}
                  </Group>
                ),
            },
          ]}
        />
      )}
      {query.hasNextPage && (
        <Button mt="sm" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("table.more")}
        </Button>
      )}
      <Editor opened={!!editing} found={editing ? editing.found : shown} onClose={() => setEditing(null)} />
      <Confirm
        opened={!!leaving}
        title={t("user.deactivateTitle", { name: leaving?.name })}
        text={t("user.deactivateText")}
        action={t("user.deactivate")}
        onClose={() => setLeaving(null)}
        run={async () => {
          if (leaving) await setActiveOf(leaving, false);
        }}
      />
    </>
  );
}
