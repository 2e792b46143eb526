import { Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { sales } from "@/api/resources";
import { useMe } from "@/api/session";
import type { Count, Opportunity } from "@/api/types";
import { number } from "@/app/format";
import { useListColumns, widened } from "@/lists/columns";
import { asked } from "@/lists/days";
import { ListTools } from "@/lists/ListTools";
import { Filters } from "@/ui/Filters";
import { RecordTable } from "@/ui/RecordTable";
import { SearchField } from "@/ui/SearchField";
import { Blank, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./list.module.css";
import { CompactOpportunity, useOpportunityColumns } from "./sales/columns";
import { TotalsBar } from "./sales/TotalsBar";

interface Search {
  q?: string;
  mine?: "1";
  sort?: string;
}

/** The won ones (S-15), for what follows a sale. */
export function Sales() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate({ from: "/sales" });
  const search = useSearch({ from: "/shell/sales" });
  useTitle(t("menu.sales"));
  const [count, setCount] = useState<Count | null>(null);
  const columns = useListColumns("sales", useOpportunityColumns("sales"), undefined, undefined);
  const query = useMemo(() => asked({ q: search.q, owner_id: search.mine ? me.id : undefined }), [search, me.id]);
  const sort = search.sort ?? "-closed_at";
  const totals = useQuery({
    queryKey: ["sales", "totals", query],
    queryFn: ({ signal }) => sales.totals(query, signal),
  });
  const change = useCallback(
    (part: Partial<Search>) =>
      void navigate({ search: (old) => ({ ...old, ...part }), replace: true }),
    [navigate],
  );
  const setText = useCallback((q: string) => change({ q: q || undefined }), [change]);
  return (
    <div className={classes.page}>
      <PageHeader
        title={t("menu.sales")}
        note={<span role="status">{count && t("sale.salesTotal", { count: count.total, total: number(count.total) })}</span>}
      />
      <Filters
        search={<SearchField label={t("sale.search")} value={search.q ?? ""} onChange={setText} />}
        active={search.mine ? 1 : 0}
        end={
          // A closed opportunity moves no more: its last move is the closing, and the file's order the list's.
          <ListTools entity="opportunities" columns={columns} filter={{ ...query, state: "won" }} sort={sort.replace("closed_at", "moved_at")} name={t("menu.sales")} />
        }
      >
        <Switch
          label={t("sale.mine")}
          checked={!!search.mine}
          onChange={(event) => change({ mine: event.currentTarget.checked ? "1" : undefined })}
        />
      </Filters>
      <RecordTable<Opportunity>
        name="sales"
        label={t("menu.sales")}
        columns={columns.shown}
        onWidth={(id, width) => columns.choose(widened(columns.chosen, id, width))}
        query={query}
        sort={sort}
        onSort={(next) => change({ sort: next })}
        source={sales}
        onTotal={setCount}
        onOpen={(one) => void navigate({ to: "/opportunities/$opportunityId", params: { opportunityId: one.id } })}
        compact={(one) => <CompactOpportunity one={one} />}
        empty={<Blank title={t(search.q || search.mine ? "sale.noneFound" : "sale.noSales")} />}
      />
      <TotalsBar totals={totals.data} />
    </div>
  );
}
