import { Badge, Button, Group, Text } from "@mantine/core";
import { IconDownload, IconFileExport, IconTrash } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { ENTITIES, type Export, exportsOf, type ListEntity, MODULES } from "@/api/lists";
import { useMay } from "@/api/session";
import { dayTime, number } from "@/app/format";
import { showProblem } from "@/app/toasts";
import { locale } from "@/i18n";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./exports.module.css";

const PAGE = 50;
const COLOURS = { running: "blue", done: "troncal", failed: "red" } as const;
type Places = Partial<Record<ListEntity, string>>;
const of = (one: Export) => exportsOf(one.entity as ListEntity);

/** The next page of each list that has one, the newest of all first. */
async function pageOf(places: Places, signal: AbortSignal) {
  const names = Object.keys(places) as ListEntity[];
  const found = await Promise.all(names.map((name) => exportsOf(name).list({ limit: PAGE, cursor: places[name] || undefined }, signal)));
  const next: Places = {};
  for (const [place, name] of names.entries()) {
    const cursor = found[place]?.next_cursor;
    if (cursor) next[name] = cursor;
  }
  return { items: found.flatMap((page) => page.items), next: Object.keys(next).length ? next : undefined };
}

const MEGABYTE = 1_048_576;
const size = (bytes: number): string => (bytes < MEGABYTE ? `${number(Math.ceil(bytes / 1024), 0)} KB` : `${number(bytes / MEGABYTE, 1)} MB`);

/** One's own exports: fetched again for three days, deleted before. */
export function Exports() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay();
  useTitle(t("exports.past"));
  const first: Places = Object.fromEntries(ENTITIES.filter((name) => may(`${MODULES[name]}.export`)).map((name) => [name, ""]));
  const query = useInfiniteQuery({
    queryKey: ["exports", "list"],
    queryFn: ({ pageParam, signal }) => pageOf(pageParam, signal),
    initialPageParam: first,
    getNextPageParam: (page) => page.next,
    refetchInterval: (state) => (state.state.data?.pages.some((page) => page.items.some((one) => one.state === "running")) ? 2000 : false),
  });
  const remove = useMutation({
    mutationFn: (one: Export) => of(one).remove(one.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ["exports"] }),
    onError: showProblem,
  });
  const rows = (query.data?.pages.flatMap((page) => page.items) ?? []).sort((one, other) => other.created_at.localeCompare(one.created_at));
  return (
    <>
      <PageHeader title={t("exports.past")} note={t("exports.pastHint")} />
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && (
        <Blank icon={IconFileExport} title={t("exports.none")}>
          {t("exports.noneHint")}
        </Blank>
      )}
      {rows.length > 0 && (
        <SimpleTable<Export>
          label={t("exports.past")}
          rows={rows}
          columns={[
            {
              id: "file",
              header: t("imports.file"),
              cell: (one) => (
                <Text size="sm" fw={560} style={{ overflowWrap: "anywhere" }}>
                  {one.file_name}
                </Text>
              ),
            },
            { id: "when", header: t("imports.when"), cell: (one) => <span className="number">{dayTime(one.created_at)}</span> },
            {
              id: "state",
              header: t("imports.state"),
              cell: (one) => (
                <Badge variant="light" color={COLOURS[one.state]} tt="none" title={one.failure?.[locale()]}>
                  {t(`exports.states.${one.state}`)}
                </Badge>
              ),
            },
            {
              id: "rows",
              header: t("imports.result"),
              cell: (one) => (
                <Text size="sm" component="span">
                  {t("imports.rows", { count: one.done, total: number(one.done) })}
                  {one.file_size !== null && ` · ${size(one.file_size)}`}
                </Text>
              ),
            },
            {
              id: "until",
              header: t("exports.until"),
              cell: (one) => (
                <Text size="sm" component="span">
                  <span className={classes.onCards}>{t("exports.until")} </span>
                  <span className="number">{dayTime(one.expires_at)}</span>
                </Text>
              ),
            },
            {
              id: "actions",
              header: t("table.actions"),
              align: "right",
              cell: (one) => (
                <Group gap={6} justify="flex-end" wrap="wrap">
                  {one.state === "done" && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      leftSection={<IconDownload size={15} />}
                      aria-label={t("exports.fetchOne", { name: one.file_name })}
                      onClick={() => void of(one).save(one).catch(showProblem)}
                    >
                      {t("exports.fetch")}
                    </Button>
                  )}
                  <Button
                    size="compact-sm"
                    variant="default"
                    leftSection={<IconTrash size={15} />}
                    aria-label={t("action.deleteOne", { name: one.file_name })}
                    onClick={() => remove.mutate(one)}
                  >
                    {t("action.delete")}
                  </Button>
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
    </>
  );
}
