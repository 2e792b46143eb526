import { Alert, Button, Group, Modal, Radio, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPhone } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useBlocker, useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { asProblem, fieldErrors } from "@/api/problems";
import { calls, cases } from "@/api/resources";
import { useMe } from "@/api/session";
import type { CaseWrite } from "@/api/types";
import { dayTime } from "@/app/format";
import { problemText, showDone } from "@/app/toasts";
import { usePeople } from "@/ui/directory";
import { Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { AccessEditor } from "./cases/Access";
import classes from "./cases/CasePage.module.css";
import { named, useCatalogs } from "./cases/catalogs";
import { ContactField } from "./cases/ContactField";
import { useAfterRender } from "@/ui/useAfterRender";

interface Values {
  type_id: string;
  title: string;
  description: string;
  contact_id: string | null;
  company_id: string | null;
  assignee_id: string | null;
  priority_id: string | null;
  access: { visibility: "private" | "read" | "write"; shared_user_ids: string[] };
}

function bodyOf(values: Values, callId: string | undefined): CaseWrite {
  const { access, description, ...rest } = values;
  return {
    ...rest,
    ...access,
    title: values.title.trim(),
    description: description.trim() || null,
    ...(callId ? { call_id: callId } : {}),
  };
}

/** A new case: its type is asked first (K-09); «Guardar y crear nuevo caso» starts over (K-05). */
export function NewCase() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const router = useRouter();
  const client = useQueryClient();
  const search = useSearch({ from: "/shell/cases/new" });
  const catalogs = useCatalogs();
  const { options } = usePeople();
  const [callId, setCallId] = useState(search.call_id);
  const [failure, setFailure] = useState<string[]>([]);
  const [busy, setBusy] = useState<"save" | "again" | null>(null);
  const intent = useRef({ body: "", key: "" });
  const leaving = useRef(false);
  const root = useRef<HTMLFormElement>(null);
  const afterRender = useAfterRender();
  const alert = useRef<HTMLDivElement>(null);
  useTitle(t("case.new"));
  const blank: Values = {
    type_id: search.type_id ?? "",
    title: "",
    description: "",
    contact_id: search.contact_id ?? null,
    company_id: null,
    assignee_id: me.id,
    priority_id: null,
    access: { visibility: "write", shared_user_ids: [] },
  };
  const requires = (typeId: string) => !!catalogs.types.find((one) => one.id === typeId)?.requires_contact;
  const form = useForm<Values>({
    initialValues: blank,
    validate: {
      type_id: (value) => (value ? null : t("form.needed")),
      title: (value) => (value.trim() ? null : t("form.needed")),
      contact_id: (value, all) => (value || callId || !requires(all.type_id) ? null : t("case.contactNeeded")),
    },
  });
  const call = useQuery({
    queryKey: ["calls", "one", callId],
    queryFn: ({ signal }) => calls.read(callId as string, signal),
    enabled: !!callId,
    retry: false,
  });
  const spoken = call.data?.record;
  const { setFieldValue } = form;
  useEffect(() => {
    if (spoken?.contact_id) setFieldValue("contact_id", spoken.contact_id);
    // Only the call's arrival fills the field; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [spoken?.contact_id]);
  useEffect(() => {
    if (failure.length) alert.current?.focus();
  }, [failure]);
  const blocker = useBlocker({
    shouldBlockFn: () => !!(form.values.title || form.values.description) && !leaving.current,
    enableBeforeUnload: () => !!(form.values.title || form.values.description) && !leaving.current,
    withResolver: true,
  });

  function focusFirstError() {
    afterRender(() => root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }
  async function submit(values: Values, again: boolean) {
    setBusy(again ? "again" : "save");
    setFailure([]);
    const body = bodyOf(values, callId);
    // The same body tried again is the same intent; a changed one is another.
    const text = JSON.stringify(body);
    if (intent.current.body !== text) intent.current = { body: text, key: intentKey() };
    try {
      const made = await cases.create(body, intent.current.key);
      void client.invalidateQueries({ queryKey: ["cases"] });
      showDone(t("case.saved", { number: made.number }));
      if (again) {
        setCallId(undefined);
        form.setValues({ ...blank, type_id: values.type_id, contact_id: null });
      } else {
        leaving.current = true;
        void navigate({ to: "/cases/$caseId", params: { caseId: made.id } });
      }
    } catch (error) {
      const problem = asProblem(error);
      const { errors, rest } = fieldErrors(problem, (field) => field in form.values);
      form.setErrors(errors);
      if (rest.length || !Object.keys(errors).length) setFailure(rest.length ? rest : [problemText(problem)]);
      else focusFirstError();
    } finally {
      setBusy(null);
    }
  }
  const onSubmit = (again: boolean) => form.onSubmit((values) => void submit(values, again), focusFirstError);
  const clear = { clearable: true, clearButtonProps: { "aria-label": t("action.clear") } } as const;

  if (catalogs.error && !catalogs.ready) return <Failure page error={catalogs.error} />;
  return (
    <>
      <PageHeader title={t("case.new")} />
      {!catalogs.ready && <Lines />}
      {catalogs.ready && (
        <form ref={root} noValidate onSubmit={onSubmit(false)} className={classes.form}>
          <Stack>
            {failure.length > 0 && (
              <Alert ref={alert} tabIndex={-1} color="red" role="alert">
                {failure.map((one) => (
                  <Text size="sm" key={one}>
                    {one}
                  </Text>
                ))}
              </Alert>
            )}
            {callId && spoken && (
              <Alert color="troncal" icon={<IconPhone size={18} />}>
                {t("case.fromCall", { who: spoken.contact_name || spoken.from, at: dayTime(spoken.started_at) })}
              </Alert>
            )}
            <Radio.Group label={t("case.typeFirst")} withAsterisk {...form.getInputProps("type_id")}>
              <div className={classes.types}>
                {catalogs.types
                  .filter((one) => one.active)
                  .map((one) => (
                    <Radio.Card key={one.id} value={one.id} className={classes.type} aria-label={named(one)}>
                      <Group gap={10} wrap="nowrap">
                        <Radio.Indicator />
                        <div>
                          <Text size="sm" fw={560}>
                            {named(one)}
                          </Text>
                          <Text size="xs" c="dimmed" className="number">
                            {one.prefix}
                          </Text>
                        </div>
                      </Group>
                    </Radio.Card>
                  ))}
              </div>
            </Radio.Group>
            {form.values.type_id && (
              <>
                <TextInput label={t("case.title")} withAsterisk autoComplete="off" {...form.getInputProps("title")} />
                <div className={classes.pair}>
                  <ContactField
                    label={t("case.contact")}
                    required={requires(form.values.type_id)}
                    value={form.values.contact_id}
                    name={form.values.contact_id === spoken?.contact_id ? spoken?.contact_name : null}
                    onChange={(value) => form.setFieldValue("contact_id", value)}
                    error={form.errors.contact_id}
                  />
                  <ContactField
                    label={t("case.company")}
                    kind="company"
                    value={form.values.company_id}
                    onChange={(value) => form.setFieldValue("company_id", value)}
                    error={form.errors.company_id}
                  />
                  <Select label={t("case.priority")} description={t("case.priorityHint")} {...clear} data={catalogs.priorityOptions()} {...form.getInputProps("priority_id")} />
                  <Select
                    label={t("case.assignee")}
                    description={t("case.assigneeHint")}
                    {...clear}
                    searchable
                    data={options}
                    nothingFoundMessage={t("state.nothingFound")}
                    {...form.getInputProps("assignee_id")}
                  />
                </div>
                <Textarea label={t("case.description")} autosize minRows={4} maxRows={14} {...form.getInputProps("description")} />
                <AccessEditor value={form.values.access} onChange={(value) => form.setFieldValue("access", value)} />
              </>
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => router.history.back()}>
                {t("action.cancel")}
              </Button>
              <Button variant="default" disabled={!form.values.type_id} loading={busy === "again"} onClick={() => onSubmit(true)()}>
                {t("case.saveAndNew")}
              </Button>
              <Button type="submit" disabled={!form.values.type_id} loading={busy === "save"}>
                {t("action.save")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      <Modal opened={blocker.status === "blocked"} onClose={() => blocker.reset?.()} title={t("leave.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
        <Text size="sm">{t("leave.text")}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            {t("leave.discard")}
          </Button>
          <Button onClick={() => blocker.reset?.()}>{t("leave.stay")}</Button>
        </Group>
      </Modal>
    </>
  );
}
