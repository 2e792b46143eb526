import { MultiSelect, Select, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { bulkOf } from "@/api/bulk";
import type { BulkFormProps } from "@/lists/bulk/actions";
import { EditDialog } from "@/ui/EditDialog";

/** Gives contacts to somebody: oneself or who stands below one (G-10). What stays empty stays as it is. */
export default function AssignForm({ about, onClose, start }: BulkFormProps) {
  const { t } = useTranslation();
  const people = useQuery({ queryKey: ["bulk", "assignees"], queryFn: ({ signal }) => bulkOf("contacts").assignees(signal), staleTime: 60_000 });
  const options = (people.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }));
  const form = useForm({ initialValues: { manager_ids: [] as string[], owner_id: null as string | null } });
  const empty = !form.values.manager_ids.length && !form.values.owner_id;
  return (
    <EditDialog
      opened
      title={t("bulk.assign.title")}
      onClose={onClose}
      submitLabel={t("bulk.assign.action")}
      check={() => {
        if (empty) form.setFieldError("manager_ids", t("bulk.assign.nobody"));
        return !empty;
      }}
      knows={(field) => field.replace("params.", "") in form.values}
      setErrors={(errors) => form.setErrors(Object.fromEntries(Object.entries(errors).map(([name, text]) => [name.replace("params.", ""), text])))}
      save={() =>
        start({
          ...(form.values.manager_ids.length ? { manager_ids: form.values.manager_ids } : {}),
          ...(form.values.owner_id ? { owner_id: form.values.owner_id } : {}),
        })
      }
    >
      <Text size="sm">{about}</Text>
      <MultiSelect label={t("contact.managers")} description={t("bulk.assign.hint")} data={options} searchable clearable clearButtonProps={{ "aria-label": t("action.clear") }} data-autofocus {...form.getInputProps("manager_ids")} />
      <Select label={t("contact.seller")} data={options} searchable clearable clearButtonProps={{ "aria-label": t("action.clear") }} {...form.getInputProps("owner_id")} />
    </EditDialog>
  );
}
