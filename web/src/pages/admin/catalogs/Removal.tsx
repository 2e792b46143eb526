import { Select } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { showDone } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";

interface Props {
  gone: { id: string; name: string } | null;
  others: readonly { id: string; name: string }[];
  moveTo: string;
  hint: string;
  mayBeEmpty: boolean;
  onClose: () => void;
  run: (target: string | null) => Promise<void>;
}

/** Deleting asks where the records go; whether it has any, and how many, the server says. */
export function Removal({ gone, others, moveTo, hint, mayBeEmpty, onClose, run }: Props) {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { move_to: null as string | null } });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    clearErrors();
    setValues({ move_to: null });
    // Only the opening empties the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [gone]);
  const options = others.filter((one) => one.id !== gone?.id).map((one) => ({ value: one.id, label: one.name }));
  if (mayBeEmpty) options.push({ value: "none", label: t("arrange.nowhere") });
  return (
    <EditDialog
      opened={!!gone}
      title={t("arrange.deleteTitle", { name: gone?.name ?? "" })}
      submitLabel={t("action.delete")}
      onClose={onClose}
      check={() => true}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        if (!gone) return;
        await run(form.values.move_to);
        showDone(t("arrange.deleted", { name: gone.name }));
      }}
    >
      <Select label={moveTo} description={hint} clearable clearButtonProps={{ "aria-label": t("action.clear") }} data={options} {...form.getInputProps("move_to")} />
    </EditDialog>
  );
}
