import { Badge, Button, Text } from "@mantine/core";
import { IconListCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { bulkOf, type BulkRun, dealtWith, refusedOf } from "@/api/bulk";
import { dayTime, number } from "@/app/format";
import { BulkProgress } from "@/lists/bulk/BulkProgress";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

const PAGE = 50;
const COLOURS = { running: "blue", done: "troncal", cancelled: "gray", failed: "red" } as const;
const NAMES: Record<string, string> = { tag: "tags" };
const contacts = bulkOf("contacts");

/** One's own bulk actions of the last thirty days: what became of each (C-43). */
export function BulkRuns() {
  const { t } = useTranslation();
  useTitle(t("bulk.past"));
  const [open, setOpen] = useState<BulkRun | null>(null);
  const query = useInfiniteQuery({
    queryKey: ["bulk", "list"],
    queryFn: ({ pageParam, signal }) => contacts.list({ limit: PAGE, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: (state) => (state.state.data?.pages.some((page) => page.items.some((one) => one.state === "running")) ? 2000 : false),
  });
  const nameOf = (one: BulkRun) => t(`bulk.${NAMES[one.action] ?? one.action}.action` as "bulk.tags.action", { defaultValue: one.action });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t("bulk.past")} note={t("bulk.pastHint")} />
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && (
        <Blank icon={IconListCheck} title={t("bulk.noneYet")}>
          {t("bulk.noneYetHint")}
        </Blank>
      )}
      {rows.length > 0 && (
        <SimpleTable<BulkRun>
          label={t("bulk.past")}
          rows={rows}
          columns={[
            {
              id: "action",
              header: t("bulk.what"),
              cell: (one) => (
                <Text size="sm" fw={560}>
                  {nameOf(one)}
                </Text>
              ),
            },
            { id: "when", header: t("imports.when"), cell: (one) => <span className="number">{dayTime(one.created_at)}</span> },
            {
              id: "state",
              header: t("imports.state"),
              cell: (one) => (
                <Badge variant="light" color={COLOURS[one.state]} tt="none">
                  {t(`bulk.short.${one.state}`)}
                </Badge>
              ),
            },
            {
              id: "result",
              header: t("imports.result"),
              cell: (one) => (
                <Text size="sm" component="span">
                  {t("bulk.progress", { done: number(dealtWith(one)), total: number(one.counts.total) })}
                  {refusedOf(one) > 0 && ` · ${t("bulk.refused", { count: refusedOf(one), total: number(refusedOf(one)) })}`}
                </Text>
              ),
            },
            {
              id: "actions",
              header: t("table.actions"),
              align: "right",
              cell: (one) => (
                <Button size="compact-sm" variant="default" aria-label={t("bulk.openOne", { name: nameOf(one), when: dayTime(one.created_at) })} onClick={() => setOpen(one)}>
                  {t("bulk.open")}
                </Button>
              ),
            },
          ]}
        />
      )}
      {query.hasNextPage && (
        <Button variant="default" mt={14} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("table.more")}
        </Button>
      )}
      {open && <BulkProgress entity="contacts" made={open} label={nameOf(open)} onClose={() => setOpen(null)} />}
    </>
  );
}
