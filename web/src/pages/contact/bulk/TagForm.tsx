import { TagsInput, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";

import type { BulkFormProps } from "@/lists/bulk/actions";
import { EditDialog } from "@/ui/EditDialog";

import { useTags } from "../catalogs";

/** Puts tags on many contacts and takes others off (C-43). */
export default function TagForm({ about, onClose, start }: BulkFormProps) {
  const { t } = useTranslation();
  const tags = useTags();
  const form = useForm({ initialValues: { add: [] as string[], remove: [] as string[] } });
  const { add, remove } = form.values;
  return (
    <EditDialog
      opened
      title={t("bulk.tags.title")}
      onClose={onClose}
      submitLabel={t("bulk.tags.submit")}
      check={() => {
        if (!add.length && !remove.length) form.setFieldError("add", t("bulk.tags.none"));
        return add.length > 0 || remove.length > 0;
      }}
      knows={(field) => field.startsWith("params.")}
      setErrors={(errors) => form.setErrors({ add: Object.values(errors)[0] })}
      save={() => start({ ...(add.length ? { add } : {}), ...(remove.length ? { remove } : {}) })}
    >
      <Text size="sm">{about}</Text>
      <TagsInput label={t("bulk.tags.add")} data={tags} data-autofocus {...form.getInputProps("add")} />
      <TagsInput label={t("bulk.tags.remove")} data={tags} {...form.getInputProps("remove")} />
    </EditDialog>
  );
}
