import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ImportState } from "@/api/imports";

const COLOURS: Record<ImportState, string> = {
  reading: "blue",
  draft: "gray",
  running: "blue",
  done: "green",
  failed: "red",
  undoing: "blue",
  undone: "gray",
};

export function StateBadge({ value }: { value: ImportState }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={COLOURS[value]} c={`${COLOURS[value]}.9`}>
      {t(`imports.states.${value}`)}
    </Badge>
  );
}
