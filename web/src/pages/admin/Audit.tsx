import { Badge, Button, Select, Switch, Text, TextInput } from "@mantine/core";
import { IconHistory, IconLock } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { audit } from "@/api/resources";
import type { AuditedChange, AuditedCommand } from "@/api/types";
import { dayTime, isoDay, startOfDay } from "@/app/format";
import type { AuditSearch } from "@/app/router";
import { i18next } from "@/i18n";
import { usePeople } from "@/ui/directory";
import { Filters } from "@/ui/Filters";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import classes from "./Audit.module.css";
import { shownMembers, useAuditedWords } from "./audited/words";

export const AUDITED = ["contacts", "sales", "cases", "billing", "telephony", "notifications", "reporting", "gateway"] as const;
const REFUSED = 400;
const MOST_MEMBERS = 6;

/** Where the records that have a page of their own are shown. */
const PAGES: Record<string, string> = { contact: "/contacts", opportunity: "/opportunities", case: "/cases", invoice: "/invoices" };

export function auditQuery(search: AuditSearch) {
  return {
    actor_id: search.actor,
    service: search.service,
    record_id: search.record,
    refused: search.refused ? true : undefined,
    from: search.from ? startOfDay(search.from).toISOString() : undefined,
    // Midnight of the day after: days of 23 and 25 hours are days too.
    to: search.to ? startOfDay(isoDay(new Date(startOfDay(search.to).getTime() + 36 * 3_600_000))).toISOString() : undefined,
  };
}

/** A value as a person reads it: what is empty says so, what has parts shows them. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined || value === "") return "—";
  if (typeof value === "boolean") return i18next.t(value ? "audit.yes" : "audit.no");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function Change({ change }: { change: AuditedChange }) {
  const { t } = useTranslation();
  const words = useAuditedWords();
  const names = shownMembers(change.type, [...Object.keys(change.before), ...Object.keys(change.after)]);
  return (
    <li>
      <Text size="xs" c="dimmed" component="div">
        {t("audit.did", { kind: t(`audit.kinds.${change.kind}`), type: words.type(change.type) })}
      </Text>
      <dl className={classes.members}>
        {names.slice(0, MOST_MEMBERS).map((name) => (
          <div key={name}>
            <dt>{words.member(change.type, name)}:</dt>
            <dd>
              {change.kind === "changed" && (
                <>
                  <del>
                    <span className={classes.hidden}>{t("audit.before")}</span> {shownValue(change.before[name])}
                  </del>
                  <span aria-hidden> → </span>
                </>
              )}
              <span>
                {change.kind === "changed" && <span className={classes.hidden}>{t("audit.after")}</span>} {shownValue(change.kind === "removed" ? change.before[name] : change.after[name])}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {names.length > MOST_MEMBERS && (
        <Text size="xs" c="dimmed">
          {t("audit.moreMembers", { count: names.length - MOST_MEMBERS })}
        </Text>
      )}
    </li>
  );
}

function What({ entry }: { entry: AuditedCommand }) {
  const { t } = useTranslation();
  return (
    <div className={classes.what}>
      <code>{entry.action}</code>
      {entry.outcome >= REFUSED && (
        <Badge color="red" variant="light">
          {t("audit.refused", { status: entry.outcome })}
        </Badge>
      )}
      {entry.code && (
        <Text size="xs" c="dimmed">
          {entry.code}
        </Text>
      )}
    </div>
  );
}

function Changes({ entry }: { entry: AuditedCommand }) {
  const { t } = useTranslation();
  const shown = entry.changes.slice(0, 3);
  const more = entry.changes.length - shown.length + entry.omitted;
  if (!shown.length) return <Text size="sm">{t(entry.outcome >= REFUSED ? "audit.nothing" : "audit.untold")}</Text>;
  return (
    <ul className={classes.changes}>
      {shown.map((change) => (
        <Change key={`${change.type} ${change.id}`} change={change} />
      ))}
      {more > 0 && (
        <li>
          <Text size="xs" c="dimmed">
            {t("audit.moreRecords", { count: more })}
          </Text>
        </li>
      )}
    </ul>
  );
}

function RecordLink({ entry }: { entry: AuditedCommand }) {
  const { t } = useTranslation();
  const words = useAuditedWords();
  const record = entry.record;
  if (!record) return <span>—</span>;
  const page = PAGES[record.type];
  return (
    <div className={classes.record}>
      {page ? (
        <TextLink to={`${page}/${record.id}` as "/"} size="sm">
          {t("audit.open", { type: words.type(record.type) })}
        </TextLink>
      ) : (
        <span>{words.type(record.type)}</span>
      )}
      <TextLink to="/admin/audit" search={{ record: record.id }} size="xs">
        {t("audit.history")}
      </TextLink>
    </div>
  );
}

function Who({ entry }: { entry: AuditedCommand }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm" fw={560}>
        {entry.actor.name || t(entry.via === "public" ? "audit.outside" : "audit.product")}
      </Text>
      <Text size="xs" c="dimmed" className={classes.when}>
        {dayTime(entry.at)} {entry.sealed && <IconLock size={12} role="img" aria-label={t("audit.sealed")} />}
      </Text>
    </div>
  );
}

export function Audit() {
  const { t } = useTranslation();
  useTitle(t("menu.audit"));
  const navigate = useNavigate();
  const search = useSearch({ from: "/shell/admin/audit" });
  const { options } = usePeople();
  const asked = useMemo(() => auditQuery(search), [search]);
  const { ready: worded } = useAuditedWords();
  const query = useInfiniteQuery({
    queryKey: ["audit", asked],
    queryFn: ({ pageParam, signal }) => audit.list({ ...asked, limit: 50, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const change = (part: Partial<AuditSearch>) => void navigate({ to: "/admin/audit", search: (old: AuditSearch) => ({ ...old, ...part }), replace: true });
  const pages = query.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.items.map((one) => ({ ...one, id: `${one.service} ${one.position}` })));
  const missing = [...new Set(pages.flatMap((page) => page.missing))];
  const active = Object.values(search).filter(Boolean).length;
  return (
    <>
      <PageHeader title={t("menu.audit")} note={t("audit.hint")} />
      <Filters active={active}>
        <Select label={t("audit.who")} placeholder={t("audit.anybody")} data={options} value={search.actor ?? null} onChange={(actor) => change({ actor: actor ?? undefined })} searchable clearable nothingFoundMessage={t("state.nothingFound")} />
        <Select
          label={t("audit.area")}
          placeholder={t("audit.anything")}
          data={AUDITED.map((value) => ({ value, label: t(`parked.services.${value}`) }))}
          value={search.service ?? null}
          onChange={(service) => change({ service: (service as AuditSearch["service"]) ?? undefined })}
          clearable
        />
        <TextInput type="date" label={t("audit.from")} value={search.from ?? ""} onChange={(event) => change({ from: event.currentTarget.value || undefined })} />
        <TextInput type="date" label={t("audit.to")} value={search.to ?? ""} onChange={(event) => change({ to: event.currentTarget.value || undefined })} />
        <Switch label={t("audit.onlyRefused")} checked={!!search.refused} onChange={(event) => change({ refused: event.currentTarget.checked ? "1" : undefined })} />
        {search.record && (
          <Button variant="default" onClick={() => change({ record: undefined })}>
            {t("audit.everyRecord")}
          </Button>
        )}
      </Filters>
      {missing.length > 0 && (
        <Text size="sm" role="status">
          {t("audit.missing", { services: missing.map((one) => t(`parked.services.${one as (typeof AUDITED)[number]}`)).join(", ") })}
        </Text>
      )}
      {(query.isPending || !worded) && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {worded && query.data && !rows.length && (
        <Blank icon={IconHistory} title={t("audit.none")}>
          {t("audit.noneHint")}
        </Blank>
      )}
      {worded && rows.length > 0 && (
        <SimpleTable<AuditedCommand & { id: string }>
          label={t("menu.audit")}
          rows={rows}
          columns={[
            { id: "who", header: t("audit.who"), cell: (entry) => <Who entry={entry} /> },
            { id: "what", header: t("audit.what"), cell: (entry) => <What entry={entry} /> },
            { id: "record", header: t("audit.record"), cell: (entry) => <RecordLink entry={entry} /> },
            { id: "changes", header: t("audit.changes"), cell: (entry) => <Changes entry={entry} /> },
          ]}
        />
      )}
      {query.hasNextPage && (
        <Button mt={14} variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("audit.older")}
        </Button>
      )}
    </>
  );
}
