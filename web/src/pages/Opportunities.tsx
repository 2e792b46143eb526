import { Button, Group, SegmentedControl, Select } from "@mantine/core";
import { IconLayoutKanban, IconList, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { View } from "@/api/lists";
import { opportunities } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import type { Count, Opportunity, Totals } from "@/api/types";
import { number } from "@/app/format";
import type { OpportunitySearch } from "@/app/router";
import { widened } from "@/lists/columns";
import { ME } from "@/lists/days";
import { ListBar } from "@/lists/ListBar";
import { ListTools } from "@/lists/ListTools";
import { OWN } from "@/lists/use";
import { useList } from "@/lists/useList";
import { usePeople } from "@/ui/directory";
import { Filters } from "@/ui/Filters";
import { RecordTable } from "@/ui/RecordTable";
import { SearchField } from "@/ui/SearchField";
import { Blank, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import classes from "./list.module.css";
import { Board } from "./sales/Board";
import { CompactOpportunity, Restore, useOpportunityColumns } from "./sales/columns";
import { BASE, listFilter, listQuery, opportunityQuery, unshownIn, viewSearch } from "./sales/period";
import { TotalsBar } from "./sales/TotalsBar";

const QUICK = ["mine", "closing-this-month", "closing-next-month", "new-this-week", "new-last-week"] as const;
const DISCARDED_ORDER = "-discarded_at";

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
  const open = useCallback(
    (view: View | null) => void navigate({ search: view ? viewSearch(view) : { view: "list", saved: OWN }, replace: true }),
    [navigate],
  );
  const all = useOpportunityColumns(discarded ? "discarded" : "open");
  const saved = useList<Opportunity>({
    entity: "opportunities",
    name: discarded ? "opportunities.discarded" : undefined,
    columns: all,
    filter: useMemo(() => listFilter(search), [search]),
    base: BASE,
    sort: search.sort,
    view: search.saved,
    bare: list && Object.entries(search).every(([name, value]) => name === "view" || value === undefined),
    open,
  });
  const sort = discarded ? DISCARDED_ORDER : (search.sort ?? "-created_at");
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
              onChange={(value) => change({ view: value === "list" ? "list" : undefined, saved: undefined, state: undefined })}
              data={[
                { value: "board", label: <ViewLabel icon={IconLayoutKanban} text={t("sale.asBoard")} /> },
                { value: "list", label: <ViewLabel icon={IconList} text={t("sale.asList")} /> },
              ]}
            />
            {create}
          </>
        )}
      </PageHeader>
      {list && !discarded && <ListBar list={saved} title={t("menu.opportunities")} words={{ owner_id: t("sale.owner"), stage_id: t("sale.stage"), state: t("sale.state"), currency: t("sale.currency") }} unshownIn={unshownIn} />}
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
              <ListTools entity="opportunities" columns={saved.columns} filter={listQuery(search, me.id)} sort={sort} name={saved.views.chosen?.name} />
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
          data={[{ value: ME, label: t("lists.me") }, ...options]}
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
          columns={saved.columns.shown}
          onWidth={(id, width) => saved.columns.choose(widened(saved.columns.chosen, id, width))}
          query={query}
          sort={sort}
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
