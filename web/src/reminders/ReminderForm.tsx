import { Checkbox, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { reminders } from "@/api/resources";
import type { Reminder, ReminderWrite } from "@/api/types";
import { showDone } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";
import { LazyMomentField } from "@/ui/LazyMomentField";
import { fromMoment, type Moment, NO_MOMENT, toMoment } from "@/ui/moments";

import { tomorrowAtNine } from "./times";

const OFFSETS = [0, 5, 15, 30, 60, 120, 1440] as const;
type Offset = (typeof OFFSETS)[number];

interface Props {
  opened: boolean;
  onClose: () => void;
  /** The reminder that is changed; without one a new one is made. */
  before?: Reminder;
  /** What a new one is about, and how it may be called. */
  record?: ReminderWrite["record"];
  title?: string;
}

interface Values {
  title: string;
  due_at: Moment;
  minutes_before: string;
  email: boolean;
}

/** Set a reminder, or change one; times are those of the user's zone. */
export function ReminderForm({ opened, onClose, before, record, title = "" }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const intent = useRef(intentKey());
  const form = useForm<Values>({
    initialValues: { title: "", due_at: NO_MOMENT, minutes_before: "0", email: false },
    validate: {
      title: (value) => (value.trim() ? null : t("reminder.needsTitle")),
      due_at: (value) => {
        const at = fromMoment(value);
        return at && Date.parse(at) > Date.now() ? null : t("reminder.needsFuture");
      },
    },
  });
  useEffect(() => {
    if (!opened) return;
    intent.current = intentKey();
    form.setValues({
      title: before?.title ?? title,
      due_at: toMoment(before?.due_at ?? tomorrowAtNine().toISOString()),
      minutes_before: String(before?.minutes_before ?? 0),
      email: before?.channels.includes("email") ?? false,
    });
    form.clearErrors();
    // Only when it opens: what is typed stays.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [opened]);

  async function save() {
    const values = form.getValues();
    const body = {
      title: values.title.trim(),
      due_at: fromMoment(values.due_at) as string,
      minutes_before: Number(values.minutes_before) as Offset,
      channels: values.email ? ["in_app" as const, "email" as const] : ["in_app" as const],
    };
    if (before) await reminders.change(before.id, `"${before.version}"`, body);
    else await reminders.create({ ...body, record: record ?? null }, intent.current);
    void client.invalidateQueries({ queryKey: ["reminders"] });
    showDone(t("reminder.saved", { title: body.title }));
  }

  return (
    <EditDialog
      opened={opened}
      onClose={onClose}
      title={t(before ? "reminder.change" : "reminder.new")}
      check={() => !form.validate().hasErrors}
      save={save}
      knows={(field) => field in form.getValues()}
      setErrors={form.setErrors}
    >
      <Stack gap="sm">
        <TextInput label={t("reminder.title")} maxLength={200} required data-autofocus {...form.getInputProps("title")} />
        <LazyMomentField label={t("reminder.due")} required value={form.values.due_at} onChange={(at) => form.setFieldValue("due_at", at)} error={form.errors.due_at} />
        <Select
          label={t("reminder.before")}
          allowDeselect={false}
          data={OFFSETS.map((one) => ({ value: String(one), label: t(`reminder.offsets.m${one}`) }))}
          {...form.getInputProps("minutes_before")}
        />
        <Checkbox label={t("reminder.email")} {...form.getInputProps("email", { type: "checkbox" })} />
      </Stack>
    </EditDialog>
  );
}
