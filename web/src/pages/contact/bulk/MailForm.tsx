import { Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { templates } from "@/api/resources";
import type { BulkFormProps } from "@/lists/bulk/actions";
import { EditDialog } from "@/ui/EditDialog";

/** Sends a mail by a template to each of many contacts (C-43). */
export default function MailForm({ about, onClose, start }: BulkFormProps) {
  const { t } = useTranslation();
  const listed = useQuery({ queryKey: ["templates", "email"], queryFn: ({ signal }) => templates.list({ channel: "email", limit: 200 }, signal) });
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<string | undefined>();
  const options = (listed.data?.items ?? []).filter((one) => one.is_active).map((one) => ({ value: one.id, label: one.name }));
  return (
    <EditDialog
      opened
      title={t("bulk.mail.title")}
      onClose={onClose}
      submitLabel={t("bulk.mail.submit")}
      check={() => {
        setError(chosen ? undefined : t("form.needed"));
        return !!chosen;
      }}
      knows={(field) => field === "params.template_id"}
      setErrors={(errors) => setError(Object.values(errors)[0])}
      save={() => start({ template_id: chosen })}
    >
      <Text size="sm">{about}</Text>
      <Select
        label={t("bulk.mail.template")}
        description={t("bulk.mail.hint")}
        data-autofocus
        data={options}
        nothingFoundMessage={t(options.length ? "state.nothingFound" : "bulk.mail.none")}
        value={chosen}
        error={error}
        onChange={setChosen}
      />
    </EditDialog>
  );
}
