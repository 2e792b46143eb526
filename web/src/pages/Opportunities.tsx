import { Button, Group, SegmentedControl, Select, Text } from "@mantine/core";
import { IconLayoutKanban, IconList, IconPlus, IconRestore } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { opportunities } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import type { Count, Opportunity, Totals } from "@/api/types";
import { ago, day, money, number } from "@/app/format";
import type { OpportunitySearch } from "@/app/router";
import { showDone, showProblem } from "@/app/toasts";
import { ColumnPicker, useHiddenColumns } from "@/ui/ColumnPicker";
import { usePeople } from "@/ui/directory";
import { Filters } from "@/ui/Filters";
import { type Column, RecordTable } from "@/ui/RecordTable";
import { SearchField } from "@/ui/SearchField";
import { Blank, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { nameIn } from "@/ui/named";
import { useTitle } from "@/ui/useTitle";

import classes from "./list.module.css";
import { Board } from "./sales/Board";
import { listQuery, opportunityQuery } from "./sales/period";
import { tagOf } from "./sales/record";
import { StateBadge } from "./sales/StateBadge";
import { TotalsBar } from "./sales/TotalsBar";

const QUICK = ["mine", "closing-this-month", "closing-next-month", "new-this-week", "new-last-week"] as const;
const DISCARDED_ORDER = "-discarded_at";

function Restore({ one }: { one: Opportunity }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: () => opportunities.act(one.id, tagOf(one), "restore", {}),
    onSuccess: () => {
      showDone(t("sale.restored", { name: one.title }));
      void client.invalidateQueries({ queryKey: ["opportunities"] });
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
      aria-label={t("sale.restoreOne", { name: one.title })}
    >
      {t("contact.restore")}
    </Button>
  );
}

/** The columns of a list of opportunities; the won ones stand without stage and expectation. */
export function useOpportunityColumns(kind: "open" | "sales" | "discarded"): Column<Opportunity>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const sortable = kind === "open";
    const columns: Column<Opportunity>[] = [
      {
        id: "title",
        header: t("sale.title"),
        track: "minmax(170px, 2.2fr)",
        sort: sortable ? "title" : undefined,
        always: true,
        cell: (one) => (
          <TextLink to="/opportunities/$opportunityId" params={{ opportunityId: one.id }} fw={560} size="sm" truncate className={classes.name}>
            {one.title}
          </TextLink>
        ),
      },
      {
        id: "contact",
        header: t("sale.contact"),
        track: "minmax(130px, 1.5fr)",
        cell: (one) => <span className={classes.cut}>{one.contact_name ?? t("contact.private")}</span>,
      },
    ];
    if (kind !== "sales")
      columns.push({
        id: "stage",
        header: t("sale.stage"),
        track: "minmax(120px, 1.1fr)",
        cell: (one) => (one.state === "open" ? <span className={classes.cut}>{nameIn(one.stage)}</span> : <StateBadge value={one.state} />),
      });
    columns.push({
      id: "amount",
      header: t("sale.amount"),
      track: "minmax(120px, 1fr)",
      align: "right",
      sort: sortable ? "amount" : undefined,
      descendingFirst: true,
      cell: (one) => <span className="number">{money(one.amount)}</span>,
    });
    if (kind !== "sales")
      columns.push(
        {
          id: "expected",
          header: t("sale.expected"),
          track: "minmax(120px, 1fr)",
          align: "right",
          cell: (one) => <span className="number">{money(one.expected_amount)}</span>,
        },
        {
          id: "close",
          header: t("sale.closeOn"),
          track: "112px",
          sort: sortable ? "expected_close_on" : undefined,
          cell: (one) => <span className="number">{one.expected_close_on ? day(`${one.expected_close_on}T12:00:00`) : ""}</span>,
        },
      );
    columns.push({
      id: "owner",
      header: t("sale.owner"),
      track: "minmax(110px, 1.1fr)",
      cell: (one) => <span className={classes.cut}>{one.owner_name}</span>,
    });
    if (kind === "sales")
      columns.push({
        id: "closed",
        header: t("sale.wonOn"),
        track: "112px",
        sort: "closed_at",
        descendingFirst: true,
        cell: (one) => <span className="number">{one.closed_at ? day(one.closed_at) : ""}</span>,
      });
    else
      columns.push({
        id: "created",
        header: t(kind === "discarded" ? "sale.discardedAt" : "sale.created"),
        track: "112px",
        sort: sortable ? "created_at" : undefined,
        descendingFirst: true,
        cell: (one) => <span className={classes.quiet}>{ago(one.discarded_at ?? one.created_at)}</span>,
      });
    if (kind === "discarded")
      columns.push({
        id: "restore",
        header: t("table.actions"),
        track: "128px",
        always: true,
        cell: (one) => <Restore one={one} />,
      });
    return columns;
  }, [t, kind]);
}

export function CompactOpportunity({ one }: { one: Opportunity }) {
  const { t } = useTranslation();
  return (
    <Group gap={12} wrap="nowrap">
      <div className={classes.grow}>
        <TextLink to="/opportunities/$opportunityId" params={{ opportunityId: one.id }} fw={580} size="sm" truncate display="block" className={classes.name}>
          {one.title}
        </TextLink>
        <Text size="xs" c="dimmed" truncate>
          {one.contact_name ?? t("contact.private")}
        </Text>
      </div>
      <div>
        <Text size="sm" fw={600} ta="right" className="number">
          {money(one.amount)}
        </Text>
        <Text size="xs" c="dimmed" ta="right">
          {one.state === "open" ? nameIn(one.stage) : t(`sale.states.${one.state}`)}
        </Text>
      </div>
    </Group>
  );
}

export function Opportunities() {
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate({ from: "/opportunities" });
  const search = useSearch({ from: "/shell/opportunities" });
  const { options } = usePeople();
  const discarded = !!search.discarded;
  const list = discarded || search.view === "list";
  useTitle(t(discarded ? "sale.discarded" : "menu.opportunities"));
  const [count, setCount] = useState<Count | null>(null);
  const [boardTotals, setBoardTotals] = useState<Totals>();
  const columns = useOpportunityColumns(discarded ? "discarded" : "open");
  const { hidden, toggle } = useHiddenColumns("opportunities", ["created"]);
  const query = useMemo(
    () => (list ? listQuery(search, me.id) : opportunityQuery(search, me.id)),
    [list, search, me.id],
  );
  const sums = useQuery({
    queryKey: ["opportunities", "totals", query],
    queryFn: ({ signal }) => opportunities.totals(query, signal),
    enabled: list && !discarded,
  });
  const change = useCallback(
    (part: Partial<OpportunitySearch>) =>
      void navigate({ search: (old) => ({ ...old, ...part }), replace: true }),
    [navigate],
  );
  const setText = useCallback((q: string) => change({ q: q || undefined }), [change]);
  const totals = list ? sums.data : boardTotals;
  const shown = discarded ? count?.total : totals?.count;
  const filtered = !!(search.q || search.quick || search.owner || search.state);

  const create = may("sales.create") && (
    <Button component={Link} to="/opportunities/new" leftSection={<IconPlus size={16} />}>
      {t("sale.new")}
    </Button>
  );
  return (
    <div className={classes.page}>
      <PageHeader
        title={t(discarded ? "sale.discarded" : "menu.opportunities")}
        note={<span role="status">{shown !== undefined && t("sale.total", { count: shown, total: number(shown) })}</span>}
      >
        {discarded ? (
          <Button variant="default" component={Link} to="/opportunities">
            {t("sale.backToList")}
          </Button>
        ) : (
          <>
            <SegmentedControl
              aria-label={t("sale.view")}
              value={list ? "list" : "board"}
              onChange={(value) => change({ view: value === "list" ? "list" : undefined, state: undefined })}
              data={[
                { value: "board", label: <ViewLabel icon={IconLayoutKanban} text={t("sale.asBoard")} /> },
                { value: "list", label: <ViewLabel icon={IconList} text={t("sale.asList")} /> },
              ]}
            />
            {create}
          </>
        )}
      </PageHeader>
      <Filters
        search={<SearchField label={t("sale.search")} value={search.q ?? ""} onChange={setText} />}
        active={[search.quick, search.owner, search.state].filter(Boolean).length}
        end={
          list && (
            <>
              {!discarded && me.is_administrator && (
                <TextLink to="/opportunities" search={{ discarded: "1" }} size="sm" className={classes.link}>
                  {t("sale.showDiscarded")}
                </TextLink>
              )}
              <ColumnPicker columns={columns} hidden={hidden} toggle={toggle} />
            </>
          )
        }
      >
        <Select
          aria-label={t("sale.quick")}
          placeholder={t("sale.quick")}
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          w={210}
          value={search.quick ?? null}
          onChange={(value) => change({ quick: (value ?? undefined) as OpportunitySearch["quick"] })}
          data={QUICK.map((value) => ({ value, label: t(`sale.quickly.${value}`) }))}
        />
        <Select
          aria-label={t("sale.owner")}
          placeholder={t("sale.anyOwner")}
          clearable
          searchable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          w={190}
          value={search.owner ?? null}
          onChange={(value) => change({ owner: value ?? undefined })}
          data={options}
          nothingFoundMessage={t("state.nothingFound")}
        />
        {list && !discarded && (
          <Select
            aria-label={t("sale.state")}
            allowDeselect={false}
            w={140}
            value={search.state ?? "open"}
            onChange={(value) => change({ state: value === "open" ? undefined : (value as OpportunitySearch["state"]) })}
            data={(["open", "won", "lost", "all"] as const).map((value) => ({ value, label: t(`sale.stateFilter.${value}`) }))}
          />
        )}
      </Filters>
      {list ? (
        <RecordTable<Opportunity>
          name="opportunities"
          label={t(discarded ? "sale.discarded" : "menu.opportunities")}
          columns={columns}
          hidden={hidden}
          query={query}
          sort={discarded ? DISCARDED_ORDER : (search.sort ?? "-created_at")}
          onSort={(next) => change({ sort: next as OpportunitySearch["sort"] })}
          source={opportunities}
          onTotal={setCount}
          onOpen={(one) => void navigate({ to: "/opportunities/$opportunityId", params: { opportunityId: one.id } })}
          compact={(one) => (discarded ? <Group justify="space-between" wrap="nowrap"><CompactOpportunity one={one} /><Restore one={one} /></Group> : <CompactOpportunity one={one} />)}
          empty={
            discarded ? (
              <Blank title={t("sale.noneDiscarded")}>{t("sale.noneDiscardedHint")}</Blank>
            ) : filtered ? (
              <Blank
                title={t("sale.noneFound")}
                action={
                  <Button variant="default" onClick={() => change({ q: undefined, quick: undefined, owner: undefined, state: undefined })}>
                    {t("table.clearFilters")}
                  </Button>
                }
              />
            ) : (
              <Blank title={t("sale.none")} action={create}>
                {t("sale.noneHint")}
              </Blank>
            )
          }
        />
      ) : (
        <Board query={query} onTotals={setBoardTotals} />
      )}
      {!discarded && <TotalsBar totals={totals} />}
    </div>
  );
}

function ViewLabel({ icon: Icon, text }: { icon: typeof IconList; text: string }) {
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={16} stroke={1.7} aria-hidden />
      {text}
    </Group>
  );
}
