import "@mantine/dates/styles.css";
import "dayjs/locale/es";

import { Checkbox, Select, Stack, TextInput } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { reminders } from "@/api/resources";
import type { Reminder, ReminderWrite } from "@/api/types";
import { isoDay, time } from "@/app/format";
import { showDone } from "@/app/toasts";
import { locale } from "@/i18n";
import { EditDialog } from "@/ui/EditDialog";

import { tomorrowAtNine, typed } from "./times";

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
  due_at: string | null;
  minutes_before: string;
  email: boolean;
}

const written = (at: Date): string => `${isoDay(at)} ${time(at)}:00`;

/** Set a reminder, or change one; times are those of the user's zone. */
export function ReminderForm({ opened, onClose, before, record, title = "" }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const intent = useRef(intentKey());
  const form = useForm<Values>({
    initialValues: { title: "", due_at: null, minutes_before: "0", email: false },
    validate: {
      title: (value) => (value.trim() ? null : t("reminder.needsTitle")),
      due_at: (value) => {
        const at = typed(value);
        return at && at.getTime() > Date.now() ? null : t("reminder.needsFuture");
      },
    },
  });
  useEffect(() => {
    if (!opened) return;
    intent.current = intentKey();
    form.setValues({
      title: before?.title ?? title,
      due_at: written(before ? new Date(before.due_at) : tomorrowAtNine()),
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
      due_at: (typed(values.due_at) as Date).toISOString(),
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
        <DateTimePicker
          label={t("reminder.due")}
          required
          locale={locale()}
          valueFormat="DD/MM/YYYY HH:mm"
          popoverProps={{ withinPortal: true }}
          submitButtonProps={{ "aria-label": t("action.save") }}
          timePickerProps={{ hoursInputLabel: t("reminder.hours"), minutesInputLabel: t("reminder.minutes") }}
          ariaLabels={{
            previousMonth: t("calendar.previousMonth"),
            nextMonth: t("calendar.nextMonth"),
            previousYear: t("calendar.previousYear"),
            nextYear: t("calendar.nextYear"),
            previousDecade: t("calendar.previousDecade"),
            nextDecade: t("calendar.nextDecade"),
            monthLevelControl: t("calendar.monthLevel"),
            yearLevelControl: t("calendar.yearLevel"),
          }}
          {...form.getInputProps("due_at")}
        />
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
