import { Button, Text } from "@mantine/core";
import { IconArrowLeft, IconListDetails } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { figures } from "@/api/resources";
import type { RecordBehind, RecordsBehind } from "@/api/types";
import { day, dayTime, money, number } from "@/app/format";
import { recordPath } from "@/ui/records";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import classes from "./contact/ContactPage.module.css";
import { type Metric, METRICS } from "./dashboard/figures";

const isDay = (at: string): boolean => at.length === 10;
const asDay = (iso: string): string => day(`${iso}T12:00:00Z`);
const isMetric = (text: string): text is Metric => (METRICS as readonly string[]).includes(text);

/** The records behind one figure of the dashboard: as many as it says, each with its page. */
export function FigureRecords() {
  const { t } = useTranslation();
  const { metric } = useParams({ from: "/shell/figures/$metric" });
  const { from, to, dimension } = useSearch({ from: "/shell/figures/$metric" });
  const title = isMetric(metric) ? t(`figures.metrics.${metric}`) : t("error.absentTitle");
  useTitle(title);
  const query = useInfiniteQuery({
    queryKey: ["dashboard", "records", metric, from, to, dimension],
    queryFn: ({ pageParam, signal }) => figures.records(metric, { from, to, dimension, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page: RecordsBehind) => page.next_cursor,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  const rows = items.map((one) => ({ ...one, id: one.record.id }));
  const amounts = items.some((one) => one.amount);
  const named = (one: RecordBehind) => one.title || t(`figures.types.${one.record.type}` as "figures.types.call");
  return (
    <>
      <TextLink to="/" size="sm" className={classes.back}>
        <IconArrowLeft size={15} />
        {t("menu.dashboard")}
      </TextLink>
      <PageHeader
        title={title}
        note={
          <>
            {query.data && t("table.total", { count: total, total: number(total) })}
            {from && to ? ` · ${t("figures.range", { from: asDay(from), to: asDay(to) })}` : ""}
          </>
        }
      />
      {query.isPending && <Lines count={8} />}
      {query.error && !items.length && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !items.length && (
        <Blank icon={IconListDetails} title={t("figures.noRecords")}>
          {t("figures.noRecordsHint")}
        </Blank>
      )}
      {rows.length > 0 && (
        <SimpleTable
          label={title}
          rows={rows}
          columns={[
            {
              id: "name",
              header: t("figures.record"),
              cell: (one) => (
                <TextLink to={recordPath(one.record) ?? "/"} size="sm">
                  {named(one)}
                </TextLink>
              ),
            },
            { id: "at", header: t("figures.when"), cell: (one) => <Text size="sm">{isDay(one.at) ? asDay(one.at) : dayTime(one.at)}</Text> },
            { id: "owner", header: t("figures.owner"), cell: (one) => <Text size="sm">{one.owner || t("dashboard.nobody")}</Text> },
            ...(amounts ? [{ id: "amount", header: t("figures.amount"), align: "right" as const, cell: (one: RecordBehind) => <span className="number">{money(one.amount)}</span> }] : []),
          ]}
        />
      )}
      {query.hasNextPage && (
        <Button variant="default" fullWidth mt="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("table.more")}
        </Button>
      )}
    </>
  );
}
