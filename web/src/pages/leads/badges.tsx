import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Lead } from "@/api/leads";

const COLORS = { new: "troncal", contacted: "amber", qualified: "teal", unqualified: "gray" } as const;

/** How far a lead came, or that it was converted. */
export function LeadBadge({ lead }: { lead: Pick<Lead, "state" | "progress"> }) {
  const { t } = useTranslation();
  if (lead.state === "converted") return <Badge color="teal">{t("lead.wasConverted")}</Badge>;
  if (lead.state === "discarded") return <Badge color="gray">{t("lead.wasDiscarded")}</Badge>;
  return <Badge color={COLORS[lead.progress]}>{t(`lead.progresses.${lead.progress}`)}</Badge>;
}
