import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordDocument } from "@/api/documents";
import { EditDialog } from "@/ui/EditDialog";

interface Props {
  one: RecordDocument;
  onClose: () => void;
  save: (change: { name: string; note: string | null }) => Promise<void>;
}

const MOST_OF_NOTE = 1000;
const MOST_OF_NAME = 150;

/** The name, whose ending stays, and the note of a document. */
export function ChangeDialog({ one, onClose, save }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState(one.name);
  const [note, setNote] = useState(one.note ?? "");
  const [errors, setErrors] = useState<Record<string, string>>({});
  return (
    <EditDialog
      opened
      title={t("documents.changeTitle")}
      onClose={onClose}
      check={() => {
        const missing = !name.trim();
        setErrors(missing ? { name: t("documents.nameless") } : {});
        return !missing;
      }}
      save={() => save({ name: name.trim(), note: note.trim() || null })}
      knows={(field) => field === "name" || field === "note"}
      setErrors={setErrors}
    >
      <TextInput label={t("documents.name")} required withAsterisk data-autofocus maxLength={MOST_OF_NAME} value={name} error={errors.name} onChange={(event) => setName(event.currentTarget.value)} />
      <Textarea label={t("documents.note")} autosize minRows={2} maxLength={MOST_OF_NOTE} value={note} error={errors.note} onChange={(event) => setNote(event.currentTarget.value)} />
    </EditDialog>
  );
}
