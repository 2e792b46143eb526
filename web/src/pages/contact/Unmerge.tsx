import { Button, Group, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { duplicates } from "@/api/duplicates";
import { useMay } from "@/api/session";
import { showDone } from "@/app/toasts";
import { Confirm } from "@/ui/Confirm";

/** What a merge says on the survivor's history, and the way back (C-46). */
export function Unmerge({ params }: { params: { contact_id?: string; name?: string | null } }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay();
  const [asking, ask] = useState(false);
  const id = params.contact_id;
  const name = params.name ?? "";
  if (!id) return null;
  return (
    <Group gap={8} mt={4}>
      <Text size="sm">{name}</Text>
      {may("contacts.merge") && (
        <Button size="compact-xs" variant="subtle" aria-label={t("duplicates.unmergeOne", { name })} onClick={() => ask(true)}>
          {t("duplicates.unmerge")}
        </Button>
      )}
      <Confirm
        opened={asking}
        title={t("duplicates.unmergeTitle", { name })}
        text={t("duplicates.unmergeText")}
        action={t("duplicates.unmerge")}
        onClose={() => ask(false)}
        run={async () => {
          await duplicates.unmerge(id, intentKey());
          showDone(t("duplicates.unmerged", { name }));
          void client.invalidateQueries({ queryKey: ["contacts"] });
        }}
      />
    </Group>
  );
}
