import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlarm } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { ReminderWrite } from "@/api/types";

const ReminderForm = lazy(() => import("./ReminderForm").then((module) => ({ default: module.ReminderForm })));

interface Props {
  /** The record to be reminded of: `{ type: "opportunity", id }`. */
  record: NonNullable<ReminderWrite["record"]>;
  /** The record's name: what the reminder is called unless something else is typed. */
  name: string;
}

/** A button for any record's page: be reminded of it. */
export function RemindMe({ record, name }: Props) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<IconAlarm size={16} />} onClick={dialog.open}>
        {t("reminder.remindMe")}
      </Button>
      {opened && (
        <Suspense fallback={null}>
          <ReminderForm opened={opened} onClose={dialog.close} record={record} title={name.slice(0, 200)} />
        </Suspense>
      )}
    </>
  );
}
