import { useTranslation } from "react-i18next";

import { dispositions } from "@/api/resources";
import type { CatalogEntry } from "@/api/types";
import { PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { CatalogList } from "./catalogs/CatalogList";

/** The outcomes of calls (T-32). */
export function Dispositions() {
  const { t } = useTranslation();
  useTitle(t("menu.dispositions"));
  return (
    <>
      <PageHeader title={t("menu.dispositions")} note={t("disposition.hint")} />
      <CatalogList<CatalogEntry, object>
        kind={{
          queryKey: "dispositions",
          label: t("menu.dispositions"),
          create: t("disposition.new"),
          edit: t("disposition.edit"),
          source: dispositions,
        }}
      />
    </>
  );
}
