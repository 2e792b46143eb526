import { Alert, Skeleton, Title } from "@mantine/core";
import { IconAlertTriangle, IconCash, IconChartBar, IconCircleCheck, IconClockExclamation, IconFileInvoice, IconFilter, IconLifebuoy, IconThumbDown, IconTrophy } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy } from "react";
import { useTranslation } from "react-i18next";

import { dashboards } from "@/api/resources";
import type { Business as Figures, BusinessDashboard, FigureSum } from "@/api/types";
import { money, number } from "@/app/format";
import { Blank, Failure } from "@/ui/states";

import { changeOf } from "../dashboard";
import classes from "../Dashboard.module.css";
import { figuresPath, type Metric, withoutRate } from "./figures";
import { Panel } from "./Panel";
import { Tile } from "./Tile";

const Chart = lazy(() => import("../charts").then((module) => ({ default: module.Chart })));

interface BlockProps {
  now: Figures;
  before: Figures;
  to: (metric: Metric, dimension?: string) => string;
}

/** What no rate is known for is said, not hidden in a sum. */
function Missing({ sums }: { sums: readonly FigureSum[] }) {
  const { t } = useTranslation();
  const missing = withoutRate(sums);
  if (!missing.length) return null;
  return (
    <Alert color="amber" mb={12} icon={<IconAlertTriangle size={18} />} title={t("figures.noRateTitle")}>
      {t("figures.noRate", { amounts: missing.map(money).join(", ") })}
    </Alert>
  );
}

function SalesBlock({ now, before, to }: BlockProps) {
  const { t } = useTranslation();
  const sales = now.sales;
  if (!sales) return null;
  const open = sales.pipeline.reduce((sum, stage) => sum + stage.count, 0);
  const named = (name: string) => name || t("figures.unnamed");
  const nothing = <Blank icon={IconChartBar} title={t("figures.noneClosed")} />;
  const shares = [
    { key: "won", title: t("figures.byMotive"), column: t("figures.motive"), rows: sales.by_motive, label: t("figures.byMotiveLabel") },
    { key: "lost", title: t("figures.byReason"), column: t("figures.reason"), rows: sales.by_reason, label: t("figures.byReasonLabel") },
  ] as const;
  return (
    <section aria-labelledby="figures-sales">
      <Title order={2} size="1.05rem" id="figures-sales" className={classes.block}>
        {t("figures.sales")}
      </Title>
      <Missing sums={[sales.won, sales.lost, ...sales.pipeline]} />
      <dl className={classes.tiles}>
        <Tile icon={IconTrophy} label={t("figures.metrics.won")} value={number(sales.won.count)} change={changeOf(sales.won.count, before.sales?.won.count ?? 0)} note={money(sales.won.amount)} to={to("won")} />
        <Tile icon={IconThumbDown} label={t("figures.metrics.lost")} value={number(sales.lost.count)} change={changeOf(sales.lost.count, before.sales?.lost.count ?? 0)} rising="bad" note={money(sales.lost.amount)} to={to("lost")} />
        <Tile icon={IconFilter} label={t("figures.metrics.pipeline")} value={number(open)} note={t("figures.now")} to={to("pipeline")} />
      </dl>
      <div className={classes.panels}>
        <div className={classes.wide}>
          <Panel
            title={t("figures.pipeline")}
            columns={[t("figures.stage"), t("figures.open"), t("figures.amount"), t("figures.expected")]}
            rows={sales.pipeline.map((one) => [named(one.name), number(one.count), money(one.amount), money(one.expected)])}
            links={sales.pipeline.map((one) => to("pipeline", one.stage_id))}
          >
            {open ? (
              <Chart kind="rows" label={t("figures.pipelineLabel")} labels={sales.pipeline.map((one) => named(one.name))} series={[{ name: t("figures.open"), values: sales.pipeline.map((one) => one.count) }]} />
            ) : (
              <Blank icon={IconChartBar} title={t("figures.noneOpen")}>
                {t("figures.noneOpenHint")}
              </Blank>
            )}
          </Panel>
        </div>
        {shares.map((share) => (
          <Panel
            key={share.key}
            title={share.title}
            columns={[share.column, t("figures.count"), t("figures.amount")]}
            rows={share.rows.map((one) => [named(one.name), number(one.count), money(one.amount)])}
            links={share.rows.map((one) => to(share.key, one.name))}
          >
            {share.rows.length ? <Chart kind="pie" label={share.label} slices={share.rows.map((one) => ({ name: named(one.name), value: one.count }))} /> : nothing}
          </Panel>
        ))}
      </div>
    </section>
  );
}

function CasesBlock({ now, before, to }: BlockProps) {
  const { t } = useTranslation();
  const cases = now.cases;
  if (!cases) return null;
  return (
    <section aria-labelledby="figures-cases">
      <Title order={2} size="1.05rem" id="figures-cases" className={classes.block}>
        {t("figures.cases")}
      </Title>
      <dl className={classes.tiles}>
        <Tile icon={IconLifebuoy} label={t("figures.metrics.cases_opened")} value={number(cases.opened)} change={changeOf(cases.opened, before.cases?.opened ?? 0)} rising="bad" to={to("cases_opened")} />
        <Tile icon={IconCircleCheck} label={t("figures.metrics.cases_solved")} value={number(cases.solved)} change={changeOf(cases.solved, before.cases?.solved ?? 0)} to={to("cases_solved")} />
        <Tile icon={IconClockExclamation} label={t("figures.metrics.cases_overdue")} value={number(cases.overdue)} note={t("figures.now")} to={to("cases_overdue")} />
      </dl>
      <div className={classes.panels}>
        <div className={classes.wide}>
          <Panel title={t("figures.byType")} columns={[t("figures.type"), t("figures.count")]} rows={cases.by_type.map((one) => [one.name, number(one.count)])} links={cases.by_type.map((one) => to("cases_opened", one.name))}>
            {cases.by_type.length ? (
              <Chart kind="rows" label={t("figures.byTypeLabel")} labels={cases.by_type.map((one) => one.name)} series={[{ name: t("figures.count"), values: cases.by_type.map((one) => one.count) }]} />
            ) : (
              <Blank icon={IconChartBar} title={t("figures.noCases")} />
            )}
          </Panel>
        </div>
      </div>
    </section>
  );
}

function BillingBlock({ now, before, to }: BlockProps) {
  const { t } = useTranslation();
  const billing = now.billing;
  if (!billing) return null;
  return (
    <section aria-labelledby="figures-billing">
      <Title order={2} size="1.05rem" id="figures-billing" className={classes.block}>
        {t("figures.billing")}
      </Title>
      <Missing sums={[billing.invoiced, billing.paid]} />
      <dl className={classes.tiles}>
        <Tile icon={IconFileInvoice} label={t("figures.metrics.invoiced")} value={number(billing.invoiced.count)} change={changeOf(billing.invoiced.count, before.billing?.invoiced.count ?? 0)} note={money(billing.invoiced.amount)} to={to("invoiced")} />
        <Tile icon={IconCash} label={t("figures.metrics.paid")} value={number(billing.paid.count)} change={changeOf(billing.paid.count, before.billing?.paid.count ?? 0)} note={money(billing.paid.amount)} to={to("paid")} />
      </dl>
    </section>
  );
}

/** Sales, cases and billing, as far as the profile sees each. */
export function Business({ from, to: last }: { from: string; to: string }) {
  const { t } = useTranslation();
  const query = useQuery<BusinessDashboard>({
    queryKey: ["dashboard", "business", from, last],
    queryFn: () => dashboards.business(from, last),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  if (query.error && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={108} radius="lg" mt="lg" role="status" aria-label={t("state.loading")} />;
  const { range: now, before } = query.data;
  const to = (metric: Metric, dimension?: string) => figuresPath(metric, { from, to: last, dimension });
  return (
    <>
      <SalesBlock now={now} before={before} to={to} />
      <CasesBlock now={now} before={before} to={to} />
      <BillingBlock now={now} before={before} to={to} />
    </>
  );
}
