import { Kbd, Modal, Switch, Table } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { KEY, shortcutsOff } from "./shortcuts";

const ROWS = [
  ["palette", "Ctrl+K"],
  ["search", "/"],
  ["help", "?"],
  ["dashboard", "g d"],
  ["contacts", "g c"],
  ["calls", "g l"],
  ["notifications", "g n"],
  ["mailbox", "g m"],
  ["answer", "Ctrl+Shift+Enter"],
  ["reject", "Ctrl+Shift+Backspace"],
] as const;

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [off, setOff] = useState(shortcutsOff);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("shortcuts.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {ROWS.map(([name, keys]) => (
            <Table.Tr key={name}>
              <Table.Td>{t(`shortcuts.${name}`)}</Table.Td>
              <Table.Td ta="right">
                <Kbd>{keys}</Kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        mt="md"
        label={t("shortcuts.single")}
        checked={!off}
        onChange={(event) => {
          const next = !event.currentTarget.checked;
          localStorage.setItem(KEY, next ? "1" : "0");
          setOff(next);
        }}
      />
    </Modal>
  );
}
