import { Alert, Button, Group, Modal, Select, Stack, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem, fieldErrors } from "@/api/problems";
import { calls } from "@/api/resources";
import type { Call } from "@/api/types";
import { problemText, showDone } from "@/app/toasts";
import { locale } from "@/i18n";
import { outcomeOptions, useDispositions } from "@/phone/WrapUp";

/** Gives a past call its outcome, or another one. */
export function ClassifyCall({ call, onClose }: { call: Call | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const outcomes = useDispositions();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useForm({
    initialValues: { disposition_id: null as string | null, note: "" },
    validate: { disposition_id: (value) => (value ? null : t("wrapUp.required")) },
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!call) return;
    setValues({ disposition_id: call.disposition_id ?? null, note: call.note ?? "" });
    clearErrors();
    setFailure(null);
    // The form's functions are stable; the call is what opens the dialog.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [call]);
  const submit = form.onSubmit(async (values) => {
    if (!call) return;
    setBusy(true);
    try {
      await calls.dispose(call.id, values.disposition_id as string, values.note.trim());
      showDone(t("wrapUp.done"));
      for (const key of ["calls", "contacts", "dashboard"]) void client.invalidateQueries({ queryKey: [key] });
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      const { errors, rest } = fieldErrors(problem, (field) => field in values);
      form.setErrors(errors);
      setFailure(rest.join(" ") || (Object.keys(errors).length ? null : problemText(problem)));
    } finally {
      setBusy(false);
    }
  });
  return (
    <Modal opened={!!call} onClose={onClose} title={t("call.classify")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <Select
            label={t("wrapUp.outcome")}
            withAsterisk
            searchable
            nothingFoundMessage={t("state.nothingFound")}
            data={outcomeOptions(outcomes.data?.items ?? [], locale() === "en")}
            {...form.getInputProps("disposition_id")}
          />
          <Textarea label={t("wrapUp.note")} autosize minRows={3} maxRows={10} {...form.getInputProps("note")} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("action.cancel")}
            </Button>
            <Button type="submit" loading={busy}>
              {t("action.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
