import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Invoice } from "@/api/billing";
import { isoDay } from "@/app/format";

const COLORS: Record<Invoice["state"], string> = {
  draft: "gray",
  issued: "troncal",
  paid: "teal",
  rejected: "red",
};

export const isOverdue = (invoice: Pick<Invoice, "state" | "due_on">): boolean =>
  invoice.state === "issued" && !!invoice.due_on && invoice.due_on < isoDay(new Date());

export function InvoiceBadge({ invoice }: { invoice: Pick<Invoice, "state" | "due_on"> }) {
  const { t } = useTranslation();
  if (isOverdue(invoice)) return <Badge color="amber">{t("invoice.overdue")}</Badge>;
  return <Badge color={COLORS[invoice.state]}>{t(`invoice.states.${invoice.state}`)}</Badge>;
}
