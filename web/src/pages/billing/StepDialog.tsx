import { Text, Textarea } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Invoice, invoices } from "@/api/billing";
import type { Tagged } from "@/api/types";
import { isoDay } from "@/app/format";
import { EditDialog } from "@/ui/EditDialog";

import { DayField } from "./DayField";

export type Step = "pay" | "reject" | "reopen";

interface Props {
  step: Step | null;
  found: Tagged<Invoice>;
  onClose: () => void;
  onDone: (next: Tagged<Invoice>) => void;
}

/** Asks for what a step needs: the day of a payment, the reason of a rejection or reopening (O-26). */
export function StepDialog({ step, found, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const today = isoDay(new Date());
  const [reason, setReason] = useState("");
  const [day, setDay] = useState<string | null>(today);
  const [errors, setErrors] = useState<Record<string, string>>({});
  // The words of the step stay while the dialog closes.
  const [shown, setShown] = useState<Step>("pay");
  useEffect(() => {
    if (!step) return;
    setShown(step);
    setReason("");
    setDay(today);
    setErrors({});
    // Only the opening resets what was typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [step]);
  const { record, etag } = found;
  return (
    <EditDialog
      opened={!!step}
      title={t(`invoice.step.${shown}`)}
      onClose={onClose}
      submitLabel={t(`invoice.act.${shown}`)}
      knows={(field) => field === "reason" || field === "paid_on"}
      setErrors={setErrors}
      check={() => {
        if (shown === "pay" || reason.trim()) return true;
        setErrors({ reason: t("form.needed") });
        return false;
      }}
      save={async () => {
        const next =
          shown === "pay" ? await invoices.pay(record.id, etag, day) : await invoices.explain(record.id, shown, etag, reason.trim());
        onDone(next);
      }}
    >
      <Text size="sm">{t(`invoice.stepHint.${shown}`)}</Text>
      {shown === "pay" ? (
        <DayField label={t("invoice.paid_on")} value={day} maxDate={today} error={errors.paid_on} onChange={setDay} />
      ) : (
        <Textarea label={t("invoice.reason")} withAsterisk autosize minRows={3} data-autofocus value={reason} error={errors.reason} onChange={(event) => setReason(event.currentTarget.value)} />
      )}
    </EditDialog>
  );
}
