import { Select, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import type { Opportunity } from "@/api/types";
import { showDone } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";

import { choices, useLossReasons, useMotives, useStages } from "./catalogs";
import { useAct } from "./record";

export type Ending = "win" | "lose" | "reopen";

interface Props {
  one: Opportunity;
  ending: Ending | null;
  onClose: () => void;
}

/** Won for a motive (S-12), lost for a reason (S-13), open again with a reason (O-37). */
export function Closing({ one, ending, onClose }: Props) {
  if (ending === "reopen") return <Reopen one={one} onClose={onClose} />;
  return ending && <Close one={one} ending={ending} onClose={onClose} />;
}

function Close({ one, ending, onClose }: { one: Opportunity; ending: "win" | "lose"; onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const motives = useMotives();
  const reasons = useLossReasons();
  const field = ending === "win" ? "purchase_motive_id" : "loss_reason_id";
  const all = (ending === "win" ? motives : reasons).data?.items ?? [];
  const form = useForm({
    initialValues: { [field]: null } as Record<string, string | null>,
    validate: { [field]: (value: string | null) => (value ? null : t("form.needed")) },
  });
  return (
    <EditDialog
      opened
      title={t(`sale.${ending}.title`, { name: one.title })}
      submitLabel={t(`sale.${ending}.action`)}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(name) => name === field}
      setErrors={form.setErrors}
      save={async () => {
        await act(one, ending, { [field]: form.values[field] });
        showDone(t(`sale.${ending}.done`, { name: one.title }));
      }}
    >
      <Select
        label={t(`sale.${ending}.reason`)}
        withAsterisk
        searchable
        data-autofocus
        openOnFocus={false}
        data={choices(all)}
        nothingFoundMessage={t("state.nothingFound")}
        {...form.getInputProps(field)}
      />
    </EditDialog>
  );
}

function Reopen({ one, onClose }: { one: Opportunity; onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const stages = useStages();
  const form = useForm({
    initialValues: { reason: "", stage_id: null as string | null },
    validate: { reason: (value) => (value.trim() ? null : t("form.needed")) },
  });
  const usable = stages.data?.items.find((stage) => stage.id === one.stage_id && stage.active)?.id;
  const { setFieldValue } = form;
  useEffect(() => {
    if (usable) setFieldValue("stage_id", usable);
  }, [usable, setFieldValue]);
  return (
    <EditDialog
      opened
      title={t("sale.reopen.title", { name: one.title })}
      submitLabel={t("sale.reopen.action")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(name) => name in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const { reason, stage_id } = form.values;
        await act(one, "reopen", { reason: reason.trim(), ...(stage_id ? { stage_id } : {}) });
        showDone(t("sale.reopen.done", { name: one.title }));
      }}
    >
      <Textarea label={t("sale.reopen.reason")} description={t("sale.reopen.hint")} withAsterisk autosize minRows={2} maxLength={200} data-autofocus {...form.getInputProps("reason")} />
      <Select
        label={t("sale.stage")}
        allowDeselect={false}
        data={choices(stages.data?.items ?? [])}
        {...form.getInputProps("stage_id")}
      />
    </EditDialog>
  );
}
