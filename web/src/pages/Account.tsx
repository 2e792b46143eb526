import { Alert, Button, PasswordInput, Select, Stack, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem, fieldErrors } from "@/api/problems";
import { account } from "@/api/resources";
import { updateMe, useMay, useMe } from "@/api/session";
import { useLanguage } from "@/app/LanguageSwitch";
import { problemText, showDone } from "@/app/toasts";
import { Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./Account.module.css";

const CalendarFeed = lazy(() => import("./account/CalendarFeed").then((module) => ({ default: module.CalendarFeed })));

const zones = (): string[] => (typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : []);

function Personal() {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const language = useLanguage();
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({ initialValues: { name: me.name, locale: me.locale, time_zone: me.time_zone ?? "" } });
  const timeZones = useMemo(() => {
    const all = zones();
    const kept = me.time_zone && !all.includes(me.time_zone) ? [me.time_zone, ...all] : all;
    return [{ value: "", label: t("account.organizationZone", { zone: me.organization.time_zone ?? "" }) }, ...kept.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))];
  }, [me.time_zone, me.organization.time_zone, t]);
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      account.change({ name: values.name.trim(), locale: values.locale, time_zone: (values.time_zone || null) as string }),
    onSuccess: async (next) => {
      setFailure(null);
      updateMe(next);
      await language(next.locale);
      void client.invalidateQueries();
      showDone(t("account.saved"));
    },
    onError: (error) => {
      const problem = asProblem(error);
      const { errors, rest } = fieldErrors(problem, (field) => field in form.values);
      form.setErrors(errors);
      setFailure(rest.join(" ") || (Object.keys(errors).length ? null : problemText(problem)));
    },
  });
  return (
    <section className={classes.card} aria-labelledby="personal-title">
      <Title order={2} size="1rem" mb="md" id="personal-title">
        {t("account.personal")}
      </Title>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <TextInput label={t("user.name")} autoComplete="name" {...form.getInputProps("name")} />
          <TextInput label={t("login.email")} value={me.email} readOnly autoComplete="email" description={t("account.emailHint")} />
          <Select
            label={t("language.label")}
            allowDeselect={false}
            data={[
              { value: "es", label: t("language.es") },
              { value: "en", label: t("language.en") },
            ]}
            {...form.getInputProps("locale")}
          />
          <Select label={t("account.zone")} searchable allowDeselect={false} limit={80} data={timeZones} nothingFoundMessage={t("state.nothingFound")} {...form.getInputProps("time_zone")} />
          <dl className={classes.rights}>
            <div>
              <dt>{t("user.role")}</dt>
              <dd>{me.role_name ?? ""}</dd>
            </div>
            <div>
              <dt>{t("user.rights")}</dt>
              <dd>{me.profile_name ?? ""}</dd>
            </div>
            <div>
              <dt>{t("user.organization")}</dt>
              <dd>{me.organization.name}</dd>
            </div>
          </dl>
          <div>
            <Button type="submit" loading={save.isPending}>
              {t("action.save")}
            </Button>
          </div>
        </Stack>
      </form>
    </section>
  );
}

function Password() {
  const { t } = useTranslation();
  const me = useMe();
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({
    initialValues: { current_password: "", new_password: "", again: "" },
    validate: {
      current_password: (value) => (value ? null : t("account.needed")),
      new_password: (value) => (value ? null : t("account.needed")),
      again: (value, all) => (value === all.new_password ? null : t("account.different")),
    },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => account.changePassword(values.current_password, values.new_password),
    onSuccess: () => {
      setFailure(null);
      form.reset();
      showDone(t("account.passwordSaved"));
    },
    onError: (error) => {
      const problem = asProblem(error);
      const { errors, rest } = fieldErrors(problem, (field) => field in form.values);
      form.setErrors(errors);
      setFailure(rest.join(" ") || (Object.keys(errors).length ? null : problemText(problem)));
    },
  });
  const show = { "aria-label": t("login.show") };
  return (
    <section className={classes.card} aria-labelledby="password" id="password-section">
      <Title order={2} size="1rem" mb="md" id="password">
        {t("user.password")}
      </Title>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <input type="text" hidden readOnly autoComplete="username" value={me.email} />
          <PasswordInput label={t("account.current")} autoComplete="current-password" visibilityToggleButtonProps={show} {...form.getInputProps("current_password")} />
          <PasswordInput label={t("account.next")} description={t("account.nextHint")} autoComplete="new-password" visibilityToggleButtonProps={show} {...form.getInputProps("new_password")} />
          <PasswordInput label={t("account.again")} autoComplete="new-password" visibilityToggleButtonProps={show} {...form.getInputProps("again")} />
          <div>
            <Button type="submit" loading={save.isPending}>
              {t("account.changePassword")}
            </Button>
          </div>
        </Stack>
      </form>
    </section>
  );
}

export function Account() {
  const { t } = useTranslation();
  const may = useMay();
  const hash = useRouterState({ select: (state) => state.location.hash });
  useTitle(t("user.profile"));
  useEffect(() => {
    if (hash === "password") document.querySelector<HTMLInputElement>("#password-section input[type=password]")?.focus();
  }, [hash]);
  return (
    <>
      <PageHeader title={t("user.profile")} />
      <div className={classes.columns}>
        <Personal />
        <Password />
        {may("contacts.view") && (
          <Suspense fallback={<Lines count={4} />}>
            <CalendarFeed />
          </Suspense>
        )}
      </div>
    </>
  );
}
