import { NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { stages } from "@/api/resources";
import type { Stage } from "@/api/types";
import { PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { CatalogList } from "./catalogs/CatalogList";

/** Stages of a negotiation with their preset probability (S-03, S-17). */
export function Stages() {
  const { t } = useTranslation();
  useTitle(t("menu.stages"));
  return (
    <>
      <PageHeader title={t("menu.stages")} note={t("stage.hint")} />
      <CatalogList<Stage, { probability: number | string }>
        kind={{
          queryKey: "stages",
          also: ["opportunities"],
          label: t("menu.stages"),
          create: t("stage.new"),
          edit: t("stage.edit"),
          source: stages,
          columns: [
            {
              id: "probability",
              header: t("stage.probability"),
              align: "right",
              cell: (one) => <span className="number">{t("sale.percent", { value: one.probability })}</span>,
            },
          ],
          valuesOf: (one) => ({ probability: one?.probability ?? 50 }),
          bodyOf: (values) => ({ probability: Number(values.probability) }),
          missing: (values) => (values.probability === "" ? { probability: t("form.needed") } : {}),
          fields: (form) => (
            <NumberInput label={t("stage.probability")} description={t("stage.probabilityHint")} withAsterisk min={0} max={100} allowDecimal={false} {...form.getInputProps("probability")} />
          ),
          removal: { moveTo: t("stage.moveTo"), hint: t("stage.moveToHint"), mayBeEmpty: false },
        }}
      />
    </>
  );
}
