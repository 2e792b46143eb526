import { Button, Group, SegmentedControl, Select, Switch, Text } from "@mantine/core";
import { IconClipboardList, IconPlus, IconRestore } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { View } from "@/api/lists";
import { cases } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import type { Case, Count } from "@/api/types";
import { ago, number } from "@/app/format";
import type { CaseSearch } from "@/app/router";
import { showDone, showProblem } from "@/app/toasts";
import { widened } from "@/lists/columns";
import { ME, resolved } from "@/lists/days";
import { ListBar } from "@/lists/ListBar";
import { ListTools } from "@/lists/ListTools";
import { OWN } from "@/lists/use";
import { useList } from "@/lists/useList";
import { usePeople } from "@/ui/directory";
import { Filters } from "@/ui/Filters";
import { type Column, RecordTable } from "@/ui/RecordTable";
import { SearchField } from "@/ui/SearchField";
import { Blank, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import { Due, StateBadge } from "./cases/badges";
import { useCatalogs } from "./cases/catalogs";
import { BASE, caseFilter, unshownIn, viewSearch } from "./cases/listing";
import classes from "./list.module.css";

function Restore({ one }: { one: Case }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: () => cases.restore(one.id),
    onSuccess: () => {
      showDone(t("case.restored", { number: one.number }));
      void client.invalidateQueries({ queryKey: ["cases"] });
    },
    onError: showProblem,
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconRestore size={15} />}
      loading={restore.isPending}
      onClick={() => restore.mutate()}
      aria-label={t("case.restoreOne", { number: one.number })}
    >
      {t("case.restore")}
    </Button>
  );
}

function useColumns(discarded: boolean): Column<Case>[] {
  const { t } = useTranslation();
  const { nameOf: personOf } = usePeople();
  const { nameOf } = useCatalogs();
  return useMemo(() => {
    const cut = (text: string | null | undefined) => <span className={classes.cut}>{text}</span>;
    const columns: Column<Case>[] = [
      { id: "number", header: t("case.number"), track: "112px", always: true, cell: (one) => <span className="number">{one.number}</span> },
      {
        id: "title",
        header: t("case.title"),
        track: "minmax(170px, 2.2fr)",
        always: true,
        cell: (one) => (
          <TextLink to="/cases/$caseId" params={{ caseId: one.id }} fw={560} size="sm" truncate className={classes.name}>
            {one.title}
          </TextLink>
        ),
      },
      {
        id: "state",
        header: t("case.state"),
        track: "minmax(116px, 1fr)",
        cell: (one) => <StateBadge value={one.state_class} name={nameOf(one.state_id)} />,
      },
      {
        id: "due_at",
        beside: ["overdue"],
        header: t("case.due"),
        track: "minmax(150px, 1.2fr)",
        sort: "due_at",
        cell: (one) => <Due one={one} />,
      },
      { id: "priority", header: t("case.priority"), track: "minmax(76px, 0.8fr)", cell: (one) => cut(nameOf(one.priority_id)) },
      { id: "contact", header: t("case.contact"), track: "minmax(110px, 1.3fr)", cell: (one) => cut(one.contact_name) },
      { id: "assignee", header: t("case.assignee"), track: "minmax(110px, 1.2fr)", cell: (one) => cut(personOf(one.assignee_id)) },
      { id: "type", extra: true, header: t("case.type"), track: "minmax(90px, 0.9fr)", cell: (one) => cut(nameOf(one.type_id)) },
      {
        id: "opened_at",
        header: t("case.opened"),
        track: "104px",
        sort: "opened_at",
        descendingFirst: true,
        cell: (one) => <span className={classes.quiet}>{ago(one.opened_at)}</span>,
      },
      { id: "company", extra: true, header: t("case.company"), track: "minmax(110px, 1.3fr)", cell: (one) => cut(one.company_name) },
      { id: "owner", extra: true, header: t("case.owner"), track: "minmax(110px, 1.2fr)", cell: (one) => cut(personOf(one.owner_id)) },
      { id: "solution", extra: true, header: t("case.solution"), track: "minmax(130px, 1.5fr)", cell: (one) => cut(one.solution) },
      { id: "solved_at", extra: true, header: t("case.solvedAt"), track: "112px", cell: (one) => <span className={classes.quiet}>{one.solved_at ? ago(one.solved_at) : ""}</span> },
      {
        id: "updated_at",
        extra: true,
        header: t("contact.updated"),
        track: "112px",
        sort: "updated_at",
        descendingFirst: true,
        cell: (one) => <span className={classes.quiet}>{ago(one.updated_at)}</span>,
      },
    ];
    if (discarded)
      columns.push({ id: "restore", header: t("table.actions"), track: "128px", always: true, screenOnly: true, cell: (one) => <Restore one={one} /> });
    return columns;
  }, [t, personOf, nameOf, discarded]);
}

export function Cases() {
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const search = useSearch({ from: "/shell/cases" });
  const discarded = !!search.discarded;
  useTitle(t(discarded ? "case.discarded" : "menu.cases"));
  const [count, setCount] = useState<Count | null>(null);
  const { nameOf, typeOptions, priorityOptions } = useCatalogs();
  const { options } = usePeople();
  const filter = useMemo(() => caseFilter(search), [search]);
  const query = useMemo(() => resolved(filter, me.id), [filter, me.id]);
  const sort = search.sort ?? "-opened_at";
  const change = useCallback(
    (part: Partial<CaseSearch>) =>
      void navigate({ to: "/cases", search: (old: CaseSearch) => ({ ...old, ...part }), replace: true }),
    [navigate],
  );
  const open = useCallback(
    (view: View | null) => void navigate({ to: "/cases", search: view ? viewSearch(view) : { view: OWN }, replace: true }),
    [navigate],
  );
  const list = useList<Case>({
    entity: "cases",
    name: discarded ? "cases.discarded" : undefined,
    columns: useColumns(discarded),
    filter,
    base: BASE,
    sort: search.sort,
    view: search.view,
    bare: Object.values(search).every((value) => value === undefined),
    open,
  });
  const setText = useCallback((q: string) => change({ q: q || undefined }), [change]);
  const narrowed = [search.type, search.priority, search.assignee, search.contact, search.overdue].filter(Boolean);
  const pick = (label: string, any: string, key: "type" | "priority" | "assignee", data: { value: string; label: string }[], width: number) => (
    <Select
      aria-label={label}
      placeholder={any}
      clearable
      searchable
      clearButtonProps={{ "aria-label": t("action.clear") }}
      nothingFoundMessage={t("state.nothingFound")}
      w={width}
      value={search[key] ?? null}
      onChange={(value) => change({ [key]: value ?? undefined })}
      data={data}
    />
  );

  return (
    <div className={classes.page}>
      <PageHeader
        title={t(discarded ? "case.discarded" : "menu.cases")}
        note={
          <span role="status">
            {count && t(count.total_is_estimate ? "table.about" : "table.total", { count: count.total, total: number(count.total) })}
          </span>
        }
      >
        {discarded ? (
          <Button variant="default" component={Link} to="/cases">
            {t("case.backToList")}
          </Button>
        ) : (
          may("cases.create") && (
            <Button component={Link} to="/cases/new" leftSection={<IconPlus size={16} />}>
              {t("case.new")}
            </Button>
          )
        )}
      </PageHeader>
      {!discarded && (
        <ListBar
          list={list}
          title={t("menu.cases")}
          words={{ type_id: t("case.type"), priority_id: t("case.priority"), assignee_id: t("case.assignee"), owner_id: t("case.owner"), state_id: t("case.state"), state_class: t("case.state"), contact_id: t("case.contact") }}
          unshownIn={unshownIn}
        />
      )}
      <Filters
        search={<SearchField label={t("case.search")} value={search.q ?? ""} onChange={setText} />}
        active={narrowed.length + (search.open ? 1 : 0)}
        end={
          <>
            {!discarded && me.is_administrator && (
              <TextLink to="/cases" search={{ discarded: "1" }} size="sm" className={classes.link}>
                {t("case.showDiscarded")}
              </TextLink>
            )}
            <ListTools entity="cases" columns={list.columns} filter={query} sort={sort} name={list.views.chosen?.name} />
          </>
        }
      >
        {!discarded && (
          <SegmentedControl
            aria-label={t("case.which")}
            value={search.open ?? "open"}
            onChange={(value) => change({ open: value === "all" ? "all" : undefined })}
            data={[
              { value: "open", label: t("case.onlyOpen") },
              { value: "all", label: t("case.all") },
            ]}
          />
        )}
        {pick(t("case.type"), t("case.anyType"), "type", typeOptions(search.type), 150)}
        {pick(t("case.priority"), t("case.anyPriority"), "priority", priorityOptions(search.priority), 150)}
        {pick(t("case.assignee"), t("case.anyAssignee"), "assignee", [{ value: ME, label: t("lists.me") }, ...options], 170)}
        <Switch
          label={t("case.onlyOverdue")}
          checked={!!search.overdue}
          onChange={(event) => change({ overdue: event.currentTarget.checked ? "1" : undefined })}
        />
        {search.contact && (
          <Button variant="light" size="compact-md" onClick={() => change({ contact: undefined })}>
            {t("case.ofOneContact")}
          </Button>
        )}
      </Filters>
      <RecordTable<Case>
        name="cases"
        label={t(discarded ? "case.discarded" : "menu.cases")}
        columns={list.columns.shown}
        onWidth={(id, width) => list.columns.choose(widened(list.columns.chosen, id, width))}
        query={query}
        sort={sort}
        onSort={(next) => change({ sort: next as CaseSearch["sort"] })}
        source={cases}
        onTotal={setCount}
        onOpen={(one) => void navigate({ to: "/cases/$caseId", params: { caseId: one.id } })}
        compact={(one) => (
          <Group gap={12} wrap="nowrap">
            <div className={classes.grow}>
              <TextLink to="/cases/$caseId" params={{ caseId: one.id }} fw={580} size="sm" truncate display="block" className={classes.name}>
                {one.title}
              </TextLink>
              <Text size="xs" c={one.overdue ? "red.8" : "dimmed"} fw={one.overdue ? 600 : undefined} truncate className="number">
                {[one.number, one.overdue ? t("case.overdue") : one.contact_name].filter(Boolean).join(" · ")}
              </Text>
            </div>
            {discarded ? <Restore one={one} /> : <StateBadge value={one.state_class} name={nameOf(one.state_id)} />}
          </Group>
        )}
        empty={
          search.q || narrowed.length ? (
            <Blank
              title={t("case.noneFound")}
              action={
                <Button variant="default" onClick={() => void navigate({ to: "/cases", search: discarded ? { discarded: "1" } : { view: OWN } })}>
                  {t("table.clearFilters")}
                </Button>
              }
            >
              {t("case.noneFoundHint")}
            </Blank>
          ) : discarded ? (
            <Blank title={t("case.noneDiscarded")}>{t("case.noneDiscardedHint")}</Blank>
          ) : (
            <Blank
              icon={IconClipboardList}
              title={t(search.open ? "case.none" : "case.noneOpen")}
              action={
                may("cases.create") && (
                  <Button component={Link} to="/cases/new">
                    {t("case.new")}
                  </Button>
                )
              }
            >
              {t("case.noneHint")}
            </Blank>
          )
        }
      />
    </div>
  );
}
