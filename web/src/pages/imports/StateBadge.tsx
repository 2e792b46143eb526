import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ImportState } from "@/api/imports";

const COLOURS: Record<ImportState, string> = {
  reading: "indigo",
  draft: "gray",
  running: "indigo",
  done: "teal",
  failed: "red",
  undoing: "indigo",
  undone: "gray",
};

export function StateBadge({ value }: { value: ImportState }) {
  const { t } = useTranslation();
  return <Badge color={COLOURS[value]}>{t(`imports.states.${value}`)}</Badge>;
}
