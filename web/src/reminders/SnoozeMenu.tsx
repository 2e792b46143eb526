import { Button, Menu } from "@mantine/core";
import { IconClockPause } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Snooze } from "@/api/types";

import { tomorrowAtNine } from "./times";

/** Be reminded again in five minutes, in an hour, or tomorrow at nine of the user's zone. */
export function SnoozeMenu({ title, busy, snooze }: { title: string; busy?: boolean; snooze: (until: Snooze) => void }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="default" loading={busy} leftSection={<IconClockPause size={15} />} aria-label={t("reminder.snoozeOne", { title })}>
          {t("reminder.snooze")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => snooze({ minutes: 5 })}>{t("reminder.in5")}</Menu.Item>
        <Menu.Item onClick={() => snooze({ minutes: 60 })}>{t("reminder.in60")}</Menu.Item>
        <Menu.Item onClick={() => snooze({ until: tomorrowAtNine().toISOString() })}>{t("reminder.tomorrow")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
