import { Badge, Group, Text } from "@mantine/core";
import { IconAlarm } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Case, StateClass } from "@/api/types";
import { dayTime } from "@/app/format";

const COLORS: Record<StateClass, string> = {
  new: "indigo",
  in_progress: "amber",
  solved: "teal",
  closed: "gray",
};

/** The organization's word for the state, in the color of its class. */
export function StateBadge({ value, name }: { value: StateClass; name: string }) {
  const { t } = useTranslation();
  return <Badge color={COLORS[value]}>{name || t(`case.classes.${value}`)}</Badge>;
}

/** When a case is due; past it, in words and in red (K-16). */
export function Due({ one }: { one: Pick<Case, "due_at" | "overdue"> }) {
  const { t } = useTranslation();
  if (!one.due_at) return <Text size="sm" c="dimmed" component="span">{t("case.noDeadline")}</Text>;
  if (!one.overdue) return <span className="number">{dayTime(one.due_at)}</span>;
  return (
    <Group gap={5} wrap="nowrap" c="red.8" fw={600} component="span">
      <IconAlarm size={16} stroke={1.9} aria-hidden style={{ flex: "none" }} />
      <span className="number">{t("case.overdueSince", { at: dayTime(one.due_at) })}</span>
    </Group>
  );
}
