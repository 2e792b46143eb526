import { Button, Group, Text } from "@mantine/core";
import { IconArrowBackUp, IconDownload, IconFileImport, IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Import, imports } from "@/api/imports";
import { dayTime, number } from "@/app/format";
import { showProblem } from "@/app/toasts";
import { ButtonLink } from "@/ui/ButtonLink";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import { RESULTS, Undo } from "./Result";
import { StateBadge } from "./StateBadge";
import { atWork } from "./use";

const PAGE = 50;

function Counts({ one }: { one: Import }) {
  const { t } = useTranslation();
  const shown = RESULTS.filter((name) => one.counts[name]);
  if (!one.counts.read) return <Text size="sm">{one.counts.total === null ? "" : t("imports.rows", { count: one.counts.total, total: number(one.counts.total) })}</Text>;
  return (
    <Text size="sm" component="span">
      {shown.map((name) => `${t(`imports.counts.${name}`)}: ${number(one.counts[name])}`).join(" · ")}
    </Text>
  );
}

/** Past and running imports: state, counts, the file of errors, undo (C-50). */
export function Imports() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [undoing, setUndoing] = useState<Import | null>(null);
  useTitle(t("menu.imports"));
  const query = useInfiniteQuery({
    queryKey: ["imports", "list"],
    queryFn: ({ pageParam, signal }) => imports.list({ limit: PAGE, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: (state) => (state.state.data?.pages.some((page) => page.items.some(atWork)) ? 2000 : false),
  });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const create = (
    <ButtonLink to="/imports/new" leftSection={<IconPlus size={16} />}>
      {t("imports.new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("menu.imports")} note={t("imports.hint")}>
        {create}
      </PageHeader>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && (
        <Blank icon={IconFileImport} title={t("imports.none")}>
          {t("imports.noneHint")}
        </Blank>
      )}
      {rows.length > 0 && (
        <SimpleTable<Import>
          label={t("menu.imports")}
          rows={rows}
          columns={[
            {
              id: "file",
              header: t("imports.file"),
              cell: (one) => (
                <TextLink to="/imports/$importId" params={{ importId: one.id }} size="sm" fw={560} style={{ overflowWrap: "anywhere" }}>
                  {one.file_name}
                </TextLink>
              ),
            },
            { id: "when", header: t("imports.when"), cell: (one) => <span className="number">{dayTime(one.created_at)}</span> },
            { id: "state", header: t("imports.state"), cell: (one) => <StateBadge value={one.state} /> },
            { id: "result", header: t("imports.result"), cell: (one) => <Counts one={one} /> },
            {
              id: "actions",
              header: t("table.actions"),
              align: "right",
              cell: (one) => (
                <Group gap={6} justify="flex-end" wrap="wrap">
                  {one.counts.rejected > 0 && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      leftSection={<IconDownload size={15} />}
                      aria-label={t("imports.errorsOf", { name: one.file_name })}
                      onClick={() => void imports.saveErrors(one).catch(showProblem)}
                    >
                      {t("imports.counts.rejected")}
                    </Button>
                  )}
                  {(one.state === "done" || one.state === "running") && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      leftSection={<IconArrowBackUp size={15} />}
                      aria-label={t("imports.undoOf", { name: one.file_name })}
                      onClick={() => setUndoing(one)}
                    >
                      {t("imports.undo")}
                    </Button>
                  )}
                </Group>
              ),
            },
          ]}
        />
      )}
      {query.hasNextPage && (
        <Button mt={14} variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("table.more")}
        </Button>
      )}
      {undoing && <Undo one={undoing} onClose={() => setUndoing(null)} then={() => void client.invalidateQueries({ queryKey: ["imports"] })} />}
    </>
  );
}
