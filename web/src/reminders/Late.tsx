import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { lateness } from "./times";

/** How late a reminder came; nothing for one that came in time. */
export function Late({ late, seconds }: { late?: boolean | null; seconds?: number | null }) {
  const { t } = useTranslation();
  if (!late || seconds == null) return null;
  const { unit, count } = lateness(seconds);
  return <Badge color="amber">{t(`reminder.late.${unit}`, { count })}</Badge>;
}
