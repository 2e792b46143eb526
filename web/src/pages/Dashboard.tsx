import { SegmentedControl, Skeleton, Title, VisuallyHidden } from "@mantine/core";
import { IconChartBar, IconClock, IconPhone, IconPhoneOff, IconUsersPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { dashboards } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import { day, duration, isoDay, number, percent, startOfDay } from "@/app/format";
import { Blank, Failure, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { averageTalk, changeOf, missedShare, slicesOf } from "./dashboard";
import { Business } from "./dashboard/Business";
import { figuresPath, type Metric } from "./dashboard/figures";
import { Panel } from "./dashboard/Panel";
import { Tile } from "./dashboard/Tile";
import classes from "./Dashboard.module.css";

const Chart = lazy(() => import("./charts").then((module) => ({ default: module.Chart })));
const DAY = 86_400_000;

/** The last `count` calendar days of the user's zone. */
function lastDays(count: number): string[] {
  const noon = startOfDay(isoDay(new Date())).getTime() + DAY / 2;
  return Array.from({ length: count }, (_, index) => isoDay(new Date(noon - (count - 1 - index) * DAY)));
}

function Figures({ days }: { days: number }) {
  const { t } = useTranslation();
  const range = useMemo(() => lastDays(days), [days]);
  const from = range[0] as string;
  const to = range.at(-1) as string;
  const query = useQuery({
    queryKey: ["dashboard", from, to],
    queryFn: () => dashboards.calls(from, to),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
  if (query.error && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data)
    return (
      <div className={classes.tiles} role="status" aria-label={t("state.loading")}>
        {[0, 1, 2, 3].map((index) => (
          <Skeleton key={index} height={108} radius="lg" />
        ))}
      </div>
    );
  const { range: now, before, today } = query.data;
  const { total, by_day: byDay } = now;
  const behind = (metric: Metric) => figuresPath(metric, { from, to });
  const long = (iso: string) => day(`${iso}T12:00:00Z`);
  const labels = byDay.map((one) => long(one.day).slice(0, 5));
  const outcomes = slicesOf(now.by_outcome, t("dashboard.others"));
  const origins = slicesOf(now.by_origin, t("dashboard.others")).map((one) => ({
    ...one,
    name: t(`contact.origins.${one.name}` as "contact.origins.manual", { defaultValue: one.name }),
  }));
  const agents = now.by_agent.filter((one) => one.calls > 0);
  const empty = (
    <Blank icon={IconChartBar} title={t("dashboard.noCalls")}>
      {t("dashboard.noCallsHint")}
    </Blank>
  );
  return (
    <>
      <Title order={2} size="1.05rem" className={classes.block}>
        {t("figures.attention")}
      </Title>
      <dl className={classes.tiles} data-testid="kpis">
        <Tile icon={IconPhone} label={t("dashboard.calls")} value={number(total.calls)} change={changeOf(total.calls, before.calls)} note={t("dashboard.callsNote", { today: number(today.calls) })} to={behind("calls")} />
        <Tile icon={IconPhoneOff} label={t("dashboard.missed")} value={number(total.missed)} change={changeOf(total.missed, before.missed)} rising="bad" note={t("dashboard.missedNote", { share: percent(missedShare(total)) })} to={behind("missed")} />
        <Tile icon={IconClock} label={t("dashboard.talk")} value={duration(total.talk_seconds)} change={changeOf(total.talk_seconds, before.talk_seconds)} note={t("dashboard.talkNote", { average: duration(averageTalk(total)) })} />
        <Tile icon={IconUsersPlus} label={t("dashboard.contacts")} value={number(total.contacts_created)} change={changeOf(total.contacts_created, before.contacts_created)} note={t("dashboard.contactsNote", { today: number(today.contacts_created) })} to={behind("contacts_created")} />
      </dl>
      <div className={classes.panels}>
        <div className={classes.wide}>
          <Panel
            title={t("dashboard.callsByDay")}
            columns={[t("dashboard.day"), t("dashboard.answered"), t("dashboard.missed"), t("call.direction.outbound")]}
            rows={byDay.map((one) => [long(one.day), number(one.answered), number(one.missed), number(one.outbound)])}
          >
            <Chart
              kind="bars"
              label={t("dashboard.callsByDayLabel", { calls: number(total.calls), missed: number(total.missed) })}
              labels={labels}
              series={[
                { name: t("dashboard.answered"), values: byDay.map((one) => one.answered) },
                { name: t("dashboard.missed"), values: byDay.map((one) => one.missed) },
                { name: t("call.direction.outbound"), values: byDay.map((one) => one.outbound) },
              ]}
            />
          </Panel>
        </div>
        <Panel title={t("dashboard.outcomes")} columns={[t("dashboard.outcome"), t("dashboard.calls")]} rows={outcomes.map((one) => [one.name, number(one.value)])}>
          {outcomes.length ? <Chart kind="pie" label={t("dashboard.outcomesLabel")} slices={outcomes} /> : empty}
        </Panel>
        <Panel
          title={t("dashboard.agents")}
          columns={[t("call.agent"), t("dashboard.calls"), t("dashboard.talk")]}
          rows={agents.map((one) => [one.name || t("dashboard.nobody"), number(one.calls), duration(one.talk_seconds)])}
        >
          {agents.length ? (
            <Chart
              kind="rows"
              label={t("dashboard.agentsLabel")}
              labels={agents.map((one) => one.name || t("dashboard.nobody"))}
              series={[{ name: t("dashboard.calls"), values: agents.map((one) => one.calls) }]}
            />
          ) : (
            empty
          )}
        </Panel>
        <Panel
          title={t("dashboard.contactsByDay")}
          columns={[t("dashboard.day"), t("dashboard.contacts")]}
          rows={byDay.map((one) => [long(one.day), number(one.contacts_created)])}
        >
          <Chart
            kind="line"
            label={t("dashboard.contactsLabel", { contacts: number(total.contacts_created) })}
            labels={labels}
            series={[{ name: t("dashboard.contacts"), values: byDay.map((one) => one.contacts_created) }]}
          />
        </Panel>
        <Panel title={t("dashboard.origins")} columns={[t("contact.origin"), t("dashboard.contacts")]} rows={origins.map((one) => [one.name, number(one.value)])}>
          {origins.length ? <Chart kind="pie" label={t("dashboard.originsLabel")} slices={origins} /> : <Blank icon={IconChartBar} title={t("dashboard.noContacts")} />}
        </Panel>
      </div>
      <Business from={from} to={to} />
    </>
  );
}

export function Dashboard() {
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const { days = 7 } = useSearch({ from: "/shell/" });
  useTitle(t("menu.dashboard"));
  return (
    <>
      <PageHeader title={t("dashboard.hello", { name: me.name.split(" ")[0] })} note={<VisuallyHidden>{t("menu.dashboard")}</VisuallyHidden>}>
        <SegmentedControl
          aria-label={t("call.period")}
          value={String(days)}
          onChange={(value) => void navigate({ to: "/", search: { days: value === "7" ? undefined : (Number(value) as 30) }, replace: true })}
          data={[7, 30, 90].map((value) => ({ value: String(value), label: t("dashboard.lastDays", { count: value }) }))}
        />
      </PageHeader>
      {may("reporting.view") ? <Figures days={days} /> : <Blank title={t("dashboard.noRights")}>{t("dashboard.noRightsHint")}</Blank>}
    </>
  );
}
