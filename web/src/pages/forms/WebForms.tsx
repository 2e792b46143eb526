import { Badge, Text } from "@mantine/core";
import { IconForms, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { type WebForm, webForms } from "@/api/leads";
import { ago } from "@/app/format";
import { ButtonLink } from "@/ui/ButtonLink";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

/** The organization's web forms (C-13). */
export function WebForms() {
  const { t } = useTranslation();
  useTitle(t("menu.webForms"));
  const query = useQuery({ queryKey: ["forms"], queryFn: ({ signal }) => webForms.list({ limit: 200 }, signal) });
  const rows = query.data?.items ?? [];
  return (
    <>
      <PageHeader title={t("menu.webForms")} note={t("webForm.hint")}>
        <ButtonLink to="/admin/forms/new" leftSection={<IconPlus size={16} />}>
          {t("webForm.new")}
        </ButtonLink>
      </PageHeader>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && (
        <Blank icon={IconForms} title={t("webForm.none")}>
          {t("webForm.noneHint")}
        </Blank>
      )}
      {rows.length > 0 && (
        <SimpleTable<WebForm>
          label={t("menu.webForms")}
          rows={rows}
          columns={[
            {
              id: "name",
              header: t("webForm.name"),
              cell: (one) => (
                <TextLink to="/admin/forms/$formId" params={{ formId: one.id }} size="sm" fw={560}>
                  {one.name}
                </TextLink>
              ),
            },
            { id: "makes", header: t("webForm.makes"), cell: (one) => <Text size="sm">{t(`webForm.making.${one.makes}`)}</Text> },
            { id: "state", header: t("webForm.state"), cell: (one) => <Badge color={one.active ? "teal" : "gray"}>{t(one.active ? "webForm.on" : "webForm.off")}</Badge> },
            { id: "updated", header: t("contact.updated"), cell: (one) => <Text size="sm">{ago(one.updated_at)}</Text> },
          ]}
        />
      )}
    </>
  );
}
