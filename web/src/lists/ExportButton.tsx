import { ActionIcon, Tooltip } from "@mantine/core";
import { IconFileExport } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ListEntity } from "@/api/lists";

const ExportDialog = lazy(() => import("./ExportDialog"));

export interface Exported {
  entity: ListEntity;
  filter: Record<string, string>;
  sort: string;
  columns: string[];
  /** How the file is called, where it is not the list as a whole. */
  name?: string;
  /** Whether the records are people, of whom there are cards. */
  cards?: boolean;
}

/** Takes the list away as a file, with its filters, its order and its columns. */
export function ExportButton(props: Exported) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Tooltip label={t("exports.button")}>
        <ActionIcon variant="default" size={36} aria-label={t("exports.button")} onClick={() => setOpened(true)}>
          <IconFileExport size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Suspense>{opened && <ExportDialog {...props} onClose={() => setOpened(false)} />}</Suspense>
    </>
  );
}
