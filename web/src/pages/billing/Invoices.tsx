import { Button, Group, Select, Switch, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Invoice, invoices } from "@/api/billing";
import type { View } from "@/api/lists";
import { useMay, useMe } from "@/api/session";
import type { Count } from "@/api/types";
import { ago, money, number, plainDay } from "@/app/format";
import type { InvoiceSearch } from "@/app/router";
import { widened } from "@/lists/columns";
import { type Filter, resolved } from "@/lists/days";
import { ListBar } from "@/lists/ListBar";
import { ListTools } from "@/lists/ListTools";
import { OWN } from "@/lists/use";
import { useList } from "@/lists/useList";
import { ContactField } from "@/ui/ContactField";
import { Filters } from "@/ui/Filters";
import { type Column, RecordTable } from "@/ui/RecordTable";
import { SearchField } from "@/ui/SearchField";
import { Blank, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import classes from "../list.module.css";
import own from "./billing.module.css";
import { InvoiceBadge } from "./InvoiceBadge";
import { invoiceFilter, unshownIn, viewSearch } from "./listing";

const BASE: Filter = {};

function useColumns(): Column<Invoice>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: "number",
        header: t("invoice.number"),
        track: "minmax(120px, 1fr)",
        always: true,
        cell: (one) => (
          <TextLink to="/invoices/$invoiceId" params={{ invoiceId: one.id }} fw={560} size="sm" className={classes.name}>
            {one.number ?? t("invoice.states.draft")}
          </TextLink>
        ),
      },
      {
        id: "client",
        header: t("invoice.client"),
        track: "minmax(150px, 2fr)",
        cell: (one) => <span className={classes.cut}>{one.contact_name ?? t("contact.private")}</span>,
      },
      { id: "state", header: t("invoice.state"), track: "112px", cell: (one) => <InvoiceBadge invoice={one} /> },
      {
        id: "issued_on",
        header: t("invoice.issued_on"),
        track: "112px",
        sort: "listed_on",
        descendingFirst: true,
        cell: (one) => plainDay(one.issued_on),
      },
      { id: "due_on", header: t("invoice.due_on"), track: "112px", cell: (one) => plainDay(one.due_on) },
      {
        id: "total",
        beside: ["currency"],
        header: t("invoice.total"),
        track: "minmax(140px, 1fr)",
        align: "right",
        cell: (one) => <span className="number">{money(one.total)}</span>,
      },
      {
        id: "owner",
        header: t("invoice.owner"),
        track: "minmax(110px, 1fr)",
        cell: (one) => <span className={classes.cut}>{one.owner_name}</span>,
      },
      {
        id: "updated_at",
        extra: true,
        header: t("contact.updated"),
        track: "112px",
        sort: "updated_at",
        descendingFirst: true,
        cell: (one) => <span className={classes.quiet}>{ago(one.updated_at)}</span>,
      },
      {
        id: "created_at",
        extra: true,
        header: t("sale.created"),
        track: "112px",
        sort: "created_at",
        descendingFirst: true,
        cell: (one) => <span className={classes.quiet}>{ago(one.created_at)}</span>,
      },
      { id: "paid_on", extra: true, header: t("invoice.paid_on"), track: "112px", cell: (one) => plainDay(one.paid_on) },
      { id: "consignee", extra: true, header: t("invoice.consignee"), track: "minmax(120px, 1.4fr)", cell: (one) => <span className={classes.cut}>{one.consignee_name}</span> },
      { id: "opportunity", extra: true, header: t("invoice.opportunity"), track: "minmax(120px, 1.4fr)", cell: (one) => <span className={classes.cut}>{one.opportunity_title}</span> },
      { id: "order_number", extra: true, header: t("invoice.order_number"), track: "minmax(100px, 1fr)", cell: (one) => <span className={classes.cut}>{one.order_number}</span> },
    ],
    [t],
  );
}

/** What the list comes to, a sum per currency and never across (architecture 5). */
function Footer({ query }: { query: Filter }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["invoices", "totals", query],
    queryFn: ({ signal }) => invoices.totals(query, signal),
  });
  if (!data?.items.length) return null;
  return (
    <div className={own.footer} role="status">
      <strong>{t("invoice.sum")}</strong>
      {data.items.map((one) => (
        <span key={one.currency} className="number">
          {t("invoice.sumOf", { total: money(one.total), count: one.invoices })}
        </span>
      ))}
    </div>
  );
}

export function Invoices() {
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate({ from: "/invoices" });
  const search = useSearch({ from: "/shell/invoices" });
  useTitle(t("menu.invoices"));
  const [count, setCount] = useState<Count | null>(null);
  const filter = useMemo(() => invoiceFilter(search), [search]);
  const query = useMemo(() => resolved(filter, me.id), [filter, me.id]);
  const sort = search.sort ?? "-created_at";
  const change = useCallback(
    (part: Partial<InvoiceSearch>) =>
      void navigate({ to: "/invoices", search: (old) => ({ ...old, ...part }), replace: true }),
    [navigate],
  );
  const open = useCallback(
    (view: View | null) => void navigate({ to: "/invoices", search: view ? viewSearch(view) : { view: OWN }, replace: true }),
    [navigate],
  );
  const list = useList<Invoice>({
    entity: "invoices",
    columns: useColumns(),
    filter,
    base: BASE,
    sort: search.sort,
    view: search.view,
    bare: Object.values(search).every((value) => value === undefined),
    open,
  });
  const setText = useCallback((q: string) => change({ q: q || undefined }), [change]);
  const active = [search.state, search.contact, search.due, search.mine].filter(Boolean).length;
  const create = may("billing.create") && (
    <Button component={Link} to="/invoices/new" leftSection={<IconPlus size={16} />}>
      {t("invoice.new")}
    </Button>
  );
  return (
    <div className={classes.page}>
      <PageHeader
        title={t("menu.invoices")}
        note={
          <span role="status">
            {count && t(count.total_is_estimate ? "table.about" : "table.total", { count: count.total, total: number(count.total) })}
          </span>
        }
      >
        {create}
      </PageHeader>
      <ListBar list={list} title={t("menu.invoices")} words={{ contact_id: t("invoice.client"), owner_id: t("invoice.owner") }} unshownIn={unshownIn} />
      <Filters
        search={<SearchField label={t("invoice.search")} value={search.q ?? ""} onChange={setText} />}
        active={active}
        end={<ListTools entity="invoices" columns={list.columns} filter={query} sort={sort} name={list.views.chosen?.name} />}
      >
        <Select
          aria-label={t("invoice.state")}
          placeholder={t("invoice.anyState")}
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          w={160}
          disabled={!!search.due}
          value={search.state ?? null}
          onChange={(value) => change({ state: (value ?? undefined) as InvoiceSearch["state"] })}
          data={(["draft", "issued", "paid", "rejected"] as const).map((value) => ({ value, label: t(`invoice.states.${value}`) }))}
        />
        <ContactField aria-label={t("invoice.client")} value={search.contact ?? null} onChange={(contact) => change({ contact: contact ?? undefined })} />
        <Switch label={t("invoice.onlyOverdue")} checked={!!search.due} onChange={(event) => change({ due: event.currentTarget.checked ? "1" : undefined })} />
        <Switch label={t("contact.mine")} checked={!!search.mine} onChange={(event) => change({ mine: event.currentTarget.checked ? "1" : undefined })} />
      </Filters>
      <RecordTable<Invoice>
        name="invoices"
        label={t("menu.invoices")}
        columns={list.columns.shown}
        onWidth={(id, width) => list.columns.choose(widened(list.columns.chosen, id, width))}
        query={query}
        sort={sort}
        onSort={(next) => change({ sort: next })}
        source={invoices}
        onTotal={setCount}
        onOpen={(one) => void navigate({ to: "/invoices/$invoiceId", params: { invoiceId: one.id } })}
        compact={(one) => (
          <Group gap={12} wrap="nowrap">
            <div className={classes.grow}>
              <TextLink to="/invoices/$invoiceId" params={{ invoiceId: one.id }} fw={580} size="sm" truncate display="block" className={classes.name}>
                {one.contact_name ?? t("contact.private")}
              </TextLink>
              <Text size="xs" c="dimmed" truncate className="number">
                {[one.number ?? t("invoice.states.draft"), money(one.total)].join(" · ")}
              </Text>
            </div>
            <InvoiceBadge invoice={one} />
          </Group>
        )}
        empty={
          active || search.q ? (
            <Blank
              title={t("invoice.noneFound")}
              action={
                <Button variant="default" onClick={() => change({ q: undefined, state: undefined, contact: undefined, due: undefined, mine: undefined })}>
                  {t("table.clearFilters")}
                </Button>
              }
            />
          ) : (
            <Blank title={t("invoice.none")} action={create}>
              {t("invoice.noneHint")}
            </Blank>
          )
        }
      />
      <Footer query={query} />
    </div>
  );
}
