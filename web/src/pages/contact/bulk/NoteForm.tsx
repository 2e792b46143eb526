import { Select, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";

import type { BulkFormProps } from "@/lists/bulk/actions";
import { EditDialog } from "@/ui/EditDialog";

import { useEventCategories } from "../catalogs";

/** Writes the same note on many timelines (N-16). */
export default function NoteForm({ about, onClose, start }: BulkFormProps) {
  const { t } = useTranslation();
  const categories = useEventCategories();
  const form = useForm({
    initialValues: { text: "", category_id: null as string | null },
    validate: { text: (value) => (value.trim() ? null : t("form.needed")) },
  });
  const bare = (field: string) => field.replace("params.", "");
  return (
    <EditDialog
      opened
      title={t("bulk.note.title")}
      onClose={onClose}
      submitLabel={t("bulk.note.submit")}
      check={() => !form.validate().hasErrors}
      knows={(field) => bare(field) in form.values}
      setErrors={(errors) => form.setErrors(Object.fromEntries(Object.entries(errors).map(([field, text]) => [bare(field), text])))}
      save={() => start({ text: form.values.text, ...(form.values.category_id ? { category_id: form.values.category_id } : {}) })}
    >
      <Text size="sm">{about}</Text>
      <Textarea label={t("bulk.note.text")} withAsterisk data-autofocus autosize minRows={3} maxRows={12} maxLength={10_000} {...form.getInputProps("text")} />
      <Select label={t("bulk.note.category")} clearable clearButtonProps={{ "aria-label": t("action.clear") }} data={categories.options()} {...form.getInputProps("category_id")} />
    </EditDialog>
  );
}
