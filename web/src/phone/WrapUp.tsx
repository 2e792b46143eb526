import { Alert, Button, Select, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem, fieldErrors } from "@/api/problems";
import { calls, dispositions } from "@/api/resources";
import { useMay } from "@/api/session";
import type { Call, Disposition } from "@/api/types";
import { duration } from "@/app/format";
import { problemText, showDone } from "@/app/toasts";
import { locale } from "@/i18n";
import { TextLink } from "@/ui/TextLink";

import { CallParty } from "./CallParty";
import { useTelephone } from "./PhoneProvider";
import classes from "./Softphone.module.css";

/** The outcomes that may still be chosen, in their order and the reader's language. */
export function outcomeOptions(all: readonly Disposition[], english: boolean) {
  return all
    .filter((one) => one.active !== false)
    .map((one) => ({ value: one.id, label: (english && one.name_en) || one.name }));
}

export function useDispositions() {
  return useQuery({
    queryKey: ["dispositions", "telephony"],
    queryFn: ({ signal }) => dispositions.list({ limit: 200 }, signal),
    staleTime: 60_000,
  });
}

const draftKey = (call: Call) => `troncal.wrapup.note.${call.id}`;

/** After the call: what came of it. What is typed survives a reload. */
export function WrapUp({ call }: { call: Call }) {
  const { t } = useTranslation();
  const { wrapUpDone } = useTelephone();
  const may = useMay();
  const tree = useDispositions();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useForm({
    initialValues: { disposition_id: null as string | null, note: sessionStorage.getItem(draftKey(call)) ?? call.note ?? "" },
    validate: { disposition_id: (value) => (value ? null : t("wrapUp.required")) },
  });
  const { note } = form.values;
  useEffect(() => sessionStorage.setItem(draftKey(call), note), [call, note]);

  const submit = form.onSubmit(async (values) => {
    setBusy(true);
    setFailure(null);
    try {
      const done = await calls.dispose(call.id, values.disposition_id as string, values.note.trim());
      sessionStorage.removeItem(draftKey(call));
      showDone(t("wrapUp.done"));
      wrapUpDone({ ...call, ...done, disposition_id: values.disposition_id, classified_at: new Date().toISOString() });
    } catch (error) {
      const problem = asProblem(error);
      const { errors, rest } = fieldErrors(problem, (field) => field in values);
      form.setErrors(errors);
      if (rest.length || !Object.keys(errors).length) setFailure(rest.join(" ") || problemText(problem));
      setBusy(false);
    }
  });

  return (
    <section className={classes.card} data-tone="wrap" aria-label={t("wrapUp.title")}>
      <Text size="xs" fw={600}>
        {t("wrapUp.title")}
        {call.duration_seconds ? ` · ${duration(call.duration_seconds)}` : ""}
      </Text>
      <CallParty call={call} />
      {call.contact_id && may("sales.create") && (
        <TextLink to="/opportunities/new" search={{ contact_id: call.contact_id }} size="sm">
          {t("sale.new")}
        </TextLink>
      )}
      <form onSubmit={submit} noValidate>
        <Stack gap="sm" mt="sm">
          {failure && (
            <Alert color="red" role="alert" p="xs">
              {failure}
            </Alert>
          )}
          <Select
            label={t("wrapUp.outcome")}
            placeholder={t("wrapUp.choose")}
            data={outcomeOptions(tree.data?.items ?? [], locale() === "en")}
            withAsterisk
            searchable
            nothingFoundMessage={t("state.nothingFound")}
            comboboxProps={{ withinPortal: true }}
            {...form.getInputProps("disposition_id")}
          />
          <Textarea label={t("wrapUp.note")} autosize minRows={3} maxRows={8} {...form.getInputProps("note")} />
          <Button type="submit" loading={busy} fullWidth>
            {t("wrapUp.save")}
          </Button>
          {may("cases.create") && (
            <TextLink to="/cases/new" search={{ call_id: call.id }} size="sm" ta="center" py={3}>
              {t("case.create")}
            </TextLink>
          )}
        </Stack>
      </form>
    </section>
  );
}
