import { useTranslation } from "react-i18next";

import { lossReasons, purchaseMotives } from "@/api/resources";
import type { CatalogEntry } from "@/api/types";
import { PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { CatalogList } from "./catalogs/CatalogList";

const SOURCES = { purchaseMotives, lossReasons };

/** Why people buy (S-12) or why a sale is lost (S-13): one page for both lists. */
function Reasons({ kind }: { kind: keyof typeof SOURCES }) {
  const { t } = useTranslation();
  useTitle(t(`menu.${kind}`));
  return (
    <>
      <PageHeader title={t(`menu.${kind}`)} note={t(`reasons.${kind}.hint`)} />
      <CatalogList<CatalogEntry, object>
        kind={{
          queryKey: kind,
          also: ["opportunities"],
          label: t(`menu.${kind}`),
          create: t(`reasons.${kind}.new`),
          edit: t(`reasons.${kind}.edit`),
          source: SOURCES[kind],
          removal: { moveTo: t("reasons.moveTo"), hint: t("arrange.moveToHint"), mayBeEmpty: false },
        }}
      />
    </>
  );
}

export const PurchaseMotives = () => <Reasons kind="purchaseMotives" />;
export const LossReasons = () => <Reasons kind="lossReasons" />;
