import { Button } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { contacts } from "@/api/resources";
import type { Contact } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";

/** Brings a discarded contact back, from its row (C-18). */
export function Restore({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: () => contacts.restore(contact.id),
    onSuccess: () => {
      showDone(t("contact.restored", { name: contact.name }));
      void client.invalidateQueries({ queryKey: ["contacts"] });
    },
    onError: showProblem,
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconRestore size={15} />}
      loading={restore.isPending}
      onClick={() => restore.mutate()}
      aria-label={t("contact.restoreOne", { name: contact.name })}
    >
      {t("contact.restore")}
    </Button>
  );
}
