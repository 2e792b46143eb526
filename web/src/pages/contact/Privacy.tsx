import { Button, Group, Menu, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Contact } from "@/api/types";
import { showProblem } from "@/app/toasts";
import { PrivacyIcon } from "@/ui/badges";

import type { Save } from "./record";

export function Privacy({ contact, editable, save }: { contact: Contact; editable: boolean; save: Save }) {
  const { t } = useTranslation();
  const label = t(`privacy.${contact.visibility}`);
  if (!editable)
    return (
      <Group gap={6} wrap="nowrap">
        <PrivacyIcon visibility={contact.visibility} />
        <Text size="sm">{label}</Text>
      </Group>
    );
  return (
    <Menu width={310} position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-md"
          variant="default"
          fw={520}
          leftSection={<PrivacyIcon visibility={contact.visibility} />}
          rightSection={<IconChevronDown size={14} />}
          aria-label={t("privacy.change", { now: label })}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(["private", "read", "write"] as const).map((value) => (
          <Menu.Item
            key={value}
            leftSection={<PrivacyIcon visibility={value} size={18} />}
            aria-current={value === contact.visibility || undefined}
            onClick={() => {
              if (value !== contact.visibility) save({ visibility: value }, false).catch(showProblem);
            }}
          >
            <Text size="sm" fw={value === contact.visibility ? 650 : 500}>
              {t(`privacy.${value}`)}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`privacy.${value}Hint`)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
