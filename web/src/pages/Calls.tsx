import { ActionIcon, Button, Group, Select, Skeleton, Text, Tooltip } from "@mantine/core";
import { IconClipboardPlus, IconPhone, IconTag } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { calls } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import type { Call, Count } from "@/api/types";
import { day, dayTime, duration, isoDay, money, number, startOfDay, time } from "@/app/format";
import type { CallSearch } from "@/app/router";
import { locale } from "@/i18n";
import { usePhoneFormat } from "@/phone/numbers";
import { otherNumber } from "@/phone/state";
import { outcomeOptions, useDispositions } from "@/phone/WrapUp";
import { CallDirection, CallStatus } from "@/ui/badges";
import { ColumnPicker, useHiddenColumns } from "@/ui/ColumnPicker";
import { usePeople } from "@/ui/directory";
import { Filters } from "@/ui/Filters";
import { type Column, RecordTable } from "@/ui/RecordTable";
import { SearchField } from "@/ui/SearchField";
import { Blank, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";
import { TextLink } from "@/ui/TextLink";

import classes from "./list.module.css";

const ClassifyCall = lazy(() => import("./calls/ClassifyCall").then((module) => ({ default: module.ClassifyCall })));
const DateRange = lazy(() => import("./calls/DateRange").then((module) => ({ default: module.DateRange })));
const DAY = 86_400_000;

/** The days of a period, as the calendar of the user's zone has them; `until` is excluded. */
export function periodOf(search: CallSearch, now: Date): { since?: Date; until?: Date } {
  const today = startOfDay(isoDay(now));
  switch (search.period) {
    case "today":
      return { since: today };
    case "week":
      return { since: startOfDay(isoDay(new Date(now.getTime() - 6 * DAY))) };
    case "month":
      return { since: startOfDay(`${isoDay(now).slice(0, 8)}01`) };
    case "range":
      return {
        since: search.from ? startOfDay(search.from) : undefined,
        // Midnight of the day after: days of 23 and 25 hours are days too.
        until: search.to ? startOfDay(isoDay(new Date(startOfDay(search.to).getTime() + 36 * 3_600_000))) : undefined,
      };
    default:
      return {};
  }
}

export function callQuery(search: CallSearch, now: Date) {
  const { since, until } = periodOf(search, now);
  return {
    q: search.q,
    direction: search.direction,
    status: search.status,
    agent_id: search.agent,
    "started_at.gte": since?.toISOString(),
    "started_at.lt": until?.toISOString(),
  };
}

function Party({ call }: { call: Call }) {
  const shown = usePhoneFormat();
  const figures = shown(otherNumber(call));
  if (!call.contact_id) return <span className={`number ${classes.cut}`}>{figures}</span>;
  return (
    <div className={classes.two}>
      <TextLink to="/contacts/$contactId" params={{ contactId: call.contact_id }} size="sm" truncate className={classes.upper}>
        {call.contact_name || figures}
      </TextLink>
      {call.contact_name && (
        <Text size="xs" c="dimmed" truncate className="number">
          {figures}
        </Text>
      )}
    </div>
  );
}

export function Calls() {
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const shown = usePhoneFormat();
  const search = useSearch({ from: "/shell/calls" });
  const { nameOf, options } = usePeople();
  const outcomes = useDispositions();
  const [count, setCount] = useState<Count | null>(null);
  const [classified, classify] = useState<Call | null>(null);
  const { hidden, toggle } = useHiddenColumns("calls", ["number"]);
  useTitle(t("menu.calls"));
  const [now] = useState(() => new Date());
  const query = useMemo(() => callQuery(search, now), [search, now]);
  const sort = search.sort ?? "-started_at";
  const change = useCallback(
    (part: Partial<CallSearch>) =>
      void navigate({ to: "/calls", search: (old: CallSearch) => ({ ...old, ...part }), replace: true }),
    [navigate],
  );
  const setText = useCallback((q: string) => change({ q: q || undefined }), [change]);
  const outcomeNames = useMemo(
    () => new Map(outcomeOptions(outcomes.data?.items ?? [], locale() === "en").map((one) => [one.value, one.label])),
    [outcomes.data],
  );
  const english = locale();
  const columns = useMemo<Column<Call>[]>(
    () => [
      {
        id: "direction",
        header: t("call.type"),
        track: "44px",
        always: true,
        cell: (call) => <CallDirection call={call} />,
      },
      {
        id: "started",
        header: t("call.startedAt"),
        track: "136px",
        always: true,
        cell: (call) => <span className="number">{dayTime(call.started_at)}</span>,
      },
      {
        id: "agent",
        header: t("call.agent"),
        track: "minmax(110px, 1.1fr)",
        cell: (call) => <span className={classes.cut}>{call.agent_name ?? nameOf(call.agent_id)}</span>,
      },
      {
        id: "client",
        header: t("call.client"),
        track: "minmax(150px, 1.6fr)",
        cell: (call) => <Party call={call} />,
      },
      {
        id: "number",
        header: t("call.number"),
        track: "minmax(130px, 1.2fr)",
        cell: (call) => <span className={`number ${classes.cut}`}>{shown(otherNumber(call))}</span>,
      },
      {
        id: "status",
        header: t("call.state"),
        track: "116px",
        cell: (call) => <CallStatus value={call.status} />,
      },
      {
        id: "outcome",
        header: t("call.outcome"),
        track: "minmax(110px, 1.2fr)",
        cell: (call) => <span className={classes.cut}>{(call.disposition_id && outcomeNames.get(call.disposition_id)) || call.disposition}</span>,
      },
      {
        id: "duration",
        header: t("call.duration"),
        track: "84px",
        align: "right",
        cell: (call) => <span className="number">{call.duration_seconds ? duration(call.duration_seconds) : ""}</span>,
      },
      ...(me.is_administrator
        ? [
            {
              id: "cost",
              header: t("call.cost"),
              track: "88px",
              align: "right" as const,
              cell: (call: Call) => <span className="number">{money(call.price)}</span>,
            },
          ]
        : []),
      {
        id: "actions",
        header: t("table.actions"),
        track: "84px",
        always: true,
        align: "right",
        cell: (call) => (
          <Group gap={2} wrap="nowrap">
            {may("cases.create") && (
              <Tooltip label={t("case.create")}>
                <ActionIcon
                  aria-label={t("case.createFor", { who: call.contact_name || shown(otherNumber(call)), at: dayTime(call.started_at) })}
                  onClick={() => void navigate({ to: "/cases/new", search: { call_id: call.id } })}
                >
                  <IconClipboardPlus size={17} stroke={1.7} />
                </ActionIcon>
              </Tooltip>
            )}
            {call.ended_at && (me.is_administrator || !call.agent_id || call.agent_id === me.id) && (
              <Tooltip label={t("call.classify")}>
                <ActionIcon aria-label={t("call.classifyOne", { who: call.contact_name || shown(otherNumber(call)), at: dayTime(call.started_at) })} onClick={() => classify(call)}>
                  <IconTag size={17} stroke={1.7} />
                </ActionIcon>
              </Tooltip>
            )}
          </Group>
        ),
      },
    ],
    // `english` stands for the language of dates and money.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [t, nameOf, shown, outcomeNames, me.is_administrator, me.id, may, navigate, english],
  );
  const filtered = Object.values(query).some((value) => value !== undefined);

  return (
    <div className={classes.page}>
      <PageHeader
        title={t("menu.calls")}
        note={
          <span role="status">
            {count && t(count.total_is_estimate ? "table.about" : "table.total", { count: count.total, total: number(count.total) })}
          </span>
        }
      />
      <Filters
        search={<SearchField label={t("call.search")} value={search.q ?? ""} onChange={setText} />}
        active={[search.period, search.direction, search.status, search.agent].filter(Boolean).length}
        end={<ColumnPicker columns={columns} hidden={hidden} toggle={toggle} />}
      >
        <Select
          aria-label={t("call.period")}
          placeholder={t("call.anyPeriod")}
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          w={170}
          value={search.period ?? null}
          onChange={(value) => change({ period: (value ?? undefined) as CallSearch["period"], from: undefined, to: undefined })}
          data={(["today", "week", "month", "range"] as const).map((value) => ({ value, label: t(`call.periods.${value}`) }))}
        />
        {search.period === "range" && (
          <Suspense fallback={<Skeleton height={36} width={230} />}>
            <DateRange from={search.from} to={search.to} onChange={change} />
          </Suspense>
        )}
        <Select
          aria-label={t("call.directionLabel")}
          placeholder={t("call.anyDirection")}
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          w={160}
          value={search.direction ?? null}
          onChange={(value) => change({ direction: (value ?? undefined) as CallSearch["direction"] })}
          data={(["inbound", "outbound"] as const).map((value) => ({ value, label: t(`call.direction.${value}`) }))}
        />
        <Select
          aria-label={t("call.state")}
          placeholder={t("call.anyState")}
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          w={160}
          value={search.status ?? null}
          onChange={(value) => change({ status: (value ?? undefined) as CallSearch["status"] })}
          data={(["completed", "missed", "no_answer", "busy", "failed", "canceled"] as const).map((value) => ({ value, label: t(`call.status.${value}`) }))}
        />
        <Select
          aria-label={t("call.agent")}
          placeholder={t("call.anyAgent")}
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          searchable
          w={180}
          value={search.agent ?? null}
          onChange={(value) => change({ agent: value ?? undefined })}
          data={options}
          nothingFoundMessage={t("state.nothingFound")}
        />
      </Filters>
      <RecordTable<Call>
        name="calls"
        label={t("menu.calls")}
        columns={columns}
        hidden={hidden}
        query={query}
        sort={sort}
        onSort={(next) => change({ sort: next })}
        source={calls}
        onTotal={setCount}
        compact={(call) => (
          <Group gap={10} wrap="nowrap">
            <CallDirection call={call} />
            <div className={classes.grow}>
              <Party call={call} />
              <Text size="xs" c="dimmed" truncate className="number">
                {`${day(call.started_at)} ${time(call.started_at)}`}
                {call.duration_seconds ? ` · ${duration(call.duration_seconds)}` : ""}
              </Text>
            </div>
            <CallStatus value={call.status} />
          </Group>
        )}
        empty={
          filtered ? (
            <Blank
              title={t("call.noneFound")}
              action={
                <Button variant="default" onClick={() => void navigate({ to: "/calls", search: {} })}>
                  {t("table.clearFilters")}
                </Button>
              }
            >
              {t("call.noneFoundHint")}
            </Blank>
          ) : (
            <Blank icon={IconPhone} title={t("call.none")}>
              {t("call.noneHint")}
            </Blank>
          )
        }
      />
      {classified && (
        <Suspense fallback={null}>
          <ClassifyCall call={classified} onClose={() => classify(null)} />
        </Suspense>
      )}
    </div>
  );
}
