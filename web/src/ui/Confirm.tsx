import { Button, Group, Modal, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { showProblem } from "@/app/toasts";

interface Props {
  opened: boolean;
  title: string;
  text: string;
  action: string;
  /** Nothing is lost by it. */
  harmless?: boolean;
  onClose: () => void;
  run: () => Promise<void>;
}

/** Asks before something that cannot be taken back at once. */
export function Confirm({ opened, title, text, action, harmless, onClose, run }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("action.close") }}>
      <Text size="sm">{text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("action.cancel")}
        </Button>
        <Button
          color={harmless ? undefined : "#b3261e"}
          loading={busy}
          onClick={() => {
            setBusy(true);
            run()
              .then(onClose)
              .catch(showProblem)
              .finally(() => setBusy(false));
          }}
        >
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
