import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Opportunity } from "@/api/types";

const COLORS = { open: "troncal", won: "teal", lost: "gray" } as const;

export function StateBadge({ value }: { value: Opportunity["state"] }) {
  const { t } = useTranslation();
  return <Badge color={COLORS[value]}>{t(`sale.states.${value}`)}</Badge>;
}
