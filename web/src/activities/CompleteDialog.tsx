import { Select, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { activities } from "@/api/resources";
import type { Activity } from "@/api/types";
import { showDone } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";
import { LazyMomentField } from "@/ui/LazyMomentField";
import { fromMoment, later, type Moment, NO_MOMENT } from "@/ui/moments";

import { hasSpan, type Kind, KINDS } from "./kinds";
import { useStaleActivities } from "./use";

interface Values {
  outcome: string;
  follows: boolean;
  kind: Kind;
  title: string;
  due: Moment;
}

const FIELD_OF: Readonly<Record<string, keyof Values>> = {
  "next.title": "title",
  "next.due_at": "due",
  "next.starts_at": "due",
  due_at: "due",
  starts_at: "due",
};

/** Completing asks for the follow-up: what came of it and, if anything, what is next (N-19). */
export function CompleteDialog({ one, onClose }: { one: Activity; onClose: () => void }) {
  const { t } = useTranslation();
  const stale = useStaleActivities();
  const intent = useRef(intentKey());
  const form = useForm<Values>({
    initialValues: { outcome: "", follows: false, kind: one.kind, title: "", due: NO_MOMENT },
    validate: {
      title: (value, all) => (!all.follows || value.trim() ? null : t("activity.needsTitle")),
      due: (value, all) => (!all.follows || value.day ? null : t("activity.needsDay")),
    },
  });
  const values = form.values;

  async function save() {
    const at = fromMoment(values.due);
    const when = hasSpan(values.kind) ? { starts_at: at, ends_at: fromMoment(later(values.due, 60)) } : { due_at: at };
    const next = values.follows ? { kind: values.kind, title: values.title.trim(), ...when } : undefined;
    await activities.complete(one.id, { outcome: values.outcome.trim() || null, ...(next ? { next } : {}) }, intent.current);
    stale();
    showDone(t(next ? "activity.completedWithNext" : "activity.completed", { title: one.title }));
  }

  return (
    <EditDialog
      opened
      onClose={onClose}
      title={t("activity.completeTitle")}
      submitLabel={t("activity.complete")}
      check={() => !form.validate().hasErrors}
      save={save}
      knows={(field) => field in values || field in FIELD_OF}
      setErrors={(errors) =>
        form.setErrors(Object.fromEntries(Object.entries(errors).map(([field, error]) => [FIELD_OF[field] ?? field, error])))
      }
    >
      <Stack gap="sm">
        <Text size="sm" fw={560}>
          {one.title}
        </Text>
        <Textarea label={t("activity.outcome")} placeholder={t("activity.outcomeHint")} autosize minRows={3} maxRows={10} maxLength={10_000} data-autofocus {...form.getInputProps("outcome")} />
        <Switch label={t("activity.planNext")} {...form.getInputProps("follows", { type: "checkbox" })} />
        {values.follows && (
          <>
            <Select
              label={t("activity.kind")}
              allowDeselect={false}
              data={KINDS.map((kind) => ({ value: kind, label: t(`activity.kinds.${kind}`) }))}
              {...form.getInputProps("kind")}
            />
            <TextInput label={t("activity.title")} required maxLength={200} {...form.getInputProps("title")} />
            <LazyMomentField label={t(hasSpan(values.kind) ? "activity.starts" : "activity.due")} required quick value={values.due} onChange={(due) => form.setFieldValue("due", due)} error={form.errors.due} />
          </>
        )}
      </Stack>
    </EditDialog>
  );
}
