import { Checkbox, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { type ListEntity, type View, views, type ViewWrite } from "@/api/lists";
import { useMe } from "@/api/session";
import { showDone } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";

interface Props {
  entity: ListEntity;
  /** Null: a new one. */
  view: View | null;
  kept: Pick<ViewWrite, "filter" | "sort" | "columns">;
  onClose: () => void;
  then: (view: View) => Promise<void>;
}

/** A view's name and whom it is for. A new one keeps the list as it is now. */
export default function ViewDialog({ entity, view, kept, onClose, then }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const [intent] = useState(intentKey);
  const form = useForm({
    initialValues: { name: view?.name ?? "", shared: view?.shared ?? false, default: view?.default ?? false },
    validate: { name: (value) => (value.trim() ? null : t("form.needed")) },
  });
  const first = form.values.default;
  return (
    <EditDialog
      opened
      title={t(view ? "lists.edit" : "lists.saveAs")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const own = { name: form.values.name.trim(), shared: form.values.shared || first };
        const value = me.is_administrator ? { ...own, default: first } : own;
        const saved = view ? await views(entity).change(view, value) : await views(entity).create({ default: false, ...value, ...kept }, intent);
        await then(saved);
        showDone(t("lists.saved", { name: saved.name }));
      }}
    >
      <TextInput label={t("lists.name")} withAsterisk data-autofocus autoComplete="off" maxLength={80} {...form.getInputProps("name")} />
      <Checkbox
        label={t("lists.shareLabel")}
        description={t("lists.shareHint")}
        disabled={first}
        {...form.getInputProps("shared", { type: "checkbox" })}
        checked={form.values.shared || first}
      />
      {me.is_administrator && (
        <Checkbox label={t("lists.firstLabel")} description={t("lists.firstHint")} {...form.getInputProps("default", { type: "checkbox" })} />
      )}
    </EditDialog>
  );
}
