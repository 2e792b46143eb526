import { Checkbox, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problems";
import { cases } from "@/api/resources";
import type { Case } from "@/api/types";
import { showDone } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";

interface Props {
  one: Case;
  opened: boolean;
  onClose: () => void;
  onDone: () => void;
}

/** Solving asks for the solution (K-20); open dependents may be passed over with a reason (O-12). */
export function SolveDialog({ one, opened, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  const form = useForm({
    initialValues: { solution: "", force: false, reason: "" },
    validate: {
      solution: (value) => (value.trim() ? null : t("case.solutionNeeded")),
      reason: (value, all) => (all.force && !value.trim() ? t("case.reasonNeeded") : null),
    },
  });
  const { reset } = form;
  useEffect(() => {
    if (!opened) return;
    reset();
    setHeld(false);
    // Only the opening empties the form; its functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [opened]);
  return (
    <EditDialog
      opened={opened}
      title={t("case.solveTitle", { number: one.number })}
      submitLabel={t("case.solve")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const { solution, force, reason } = form.values;
        try {
          await cases.solve(one.id, solution.trim(), force ? reason.trim() : undefined);
        } catch (error) {
          if (asProblem(error).code === "open_dependents") setHeld(true);
          throw error;
        }
        showDone(t("case.solved", { number: one.number }));
        onDone();
      }}
    >
      <Textarea label={t("case.solution")} description={t("case.solutionHint")} withAsterisk data-autofocus autosize minRows={4} maxRows={12} {...form.getInputProps("solution")} />
      {held && <Checkbox label={t("case.force")} {...form.getInputProps("force", { type: "checkbox" })} />}
      {held && form.values.force && <TextInput label={t("case.reason")} withAsterisk autoComplete="off" {...form.getInputProps("reason")} />}
    </EditDialog>
  );
}

/** Opening a case again asks why (K-07). */
export function ReopenDialog({ one, opened, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { reason: "" },
    validate: { reason: (value) => (value.trim() ? null : t("case.reasonNeeded")) },
  });
  const { reset } = form;
  useEffect(() => {
    if (opened) reset();
    // Only the opening empties the form; its functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [opened]);
  return (
    <EditDialog
      opened={opened}
      title={t("case.reopenTitle", { number: one.number })}
      submitLabel={t("case.reopen")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        await cases.reopen(one.id, form.values.reason.trim());
        showDone(t("case.reopened", { number: one.number }));
        onDone();
      }}
    >
      <Textarea label={t("case.reason")} withAsterisk data-autofocus autosize minRows={3} maxRows={8} {...form.getInputProps("reason")} />
    </EditDialog>
  );
}
