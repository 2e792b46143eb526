import { useTranslation } from "react-i18next";

import type { BulkFormProps } from "@/lists/bulk/actions";
import { Confirm } from "@/ui/Confirm";

/** Asks before many contacts go to the discarded ones (G-11). */
export function DiscardForm({ about, onClose, start }: BulkFormProps) {
  const { t } = useTranslation();
  return <Confirm opened title={t("bulk.discard.title")} text={`${about}. ${t("bulk.discard.text")}`} action={t("bulk.discard.action")} onClose={onClose} run={() => start({})} />;
}

/** Asks before many contacts come back (C-18). */
export function RestoreForm({ about, onClose, start }: BulkFormProps) {
  const { t } = useTranslation();
  return <Confirm opened title={t("bulk.restore.title")} text={`${about}. ${t("bulk.restore.text")}`} action={t("bulk.restore.action")} harmless onClose={onClose} run={() => start({})} />;
}

/** Asks before many contacts are copied (G-17). */
export function CopyForm({ about, onClose, start }: BulkFormProps) {
  const { t } = useTranslation();
  return <Confirm opened title={t("bulk.copy.title")} text={`${about}. ${t("bulk.copy.text")}`} action={t("bulk.copy.action")} harmless onClose={onClose} run={() => start({})} />;
}
