import { Button, Group, Select, Switch, Text } from "@mantine/core";
import { IconPlus, IconRestore } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Lead, leads, PROGRESS } from "@/api/leads";
import { useMay, useMe } from "@/api/session";
import type { Count } from "@/api/types";
import { ago, number } from "@/app/format";
import type { LeadSearch } from "@/app/router";
import { showDone, showProblem } from "@/app/toasts";
import { useCustomColumns } from "@/custom/columns";
import { CustomFilters, customQuery } from "@/custom/CustomFilters";
import { ColumnChoice } from "@/lists/ColumnChoice";
import { useListColumns, widened } from "@/lists/columns";
import { useSources, useTags, useTemperatures } from "@/pages/contact/catalogs";
import { Temperature } from "@/pages/contact/Temperature";
import classes from "@/pages/list.module.css";
import { usePhoneFormat } from "@/phone/numbers";
import { usePeople } from "@/ui/directory";
import { Filters } from "@/ui/Filters";
import { type Column, RecordTable } from "@/ui/RecordTable";
import { SearchField } from "@/ui/SearchField";
import { Blank, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import { LeadBadge } from "./badges";

const first = <T extends { primary?: boolean }>(all: readonly T[]): T | undefined => all.find((one) => one.primary) ?? all[0];

function leadQuery(search: LeadSearch, me: string) {
  return {
    q: search.q,
    state: search.discarded ? "discarded" : search.state === "all" ? undefined : (search.state ?? "open"),
    progress: search.progress,
    source_id: search.source,
    temperature_id: search.temperature,
    tags: search.tag,
    manager_ids: search.mine ? me : undefined,
    ...customQuery(search.custom),
  };
}

function Restore({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: () => leads.restore(lead.id),
    onSuccess: () => {
      showDone(t("contact.restored", { name: lead.name }));
      void client.invalidateQueries({ queryKey: ["leads"] });
    },
    onError: showProblem,
  });
  return (
    <Button size="compact-sm" variant="default" leftSection={<IconRestore size={15} />} loading={restore.isPending} onClick={() => restore.mutate()} aria-label={t("contact.restoreOne", { name: lead.name })}>
      {t("contact.restore")}
    </Button>
  );
}

function useColumns(discarded: boolean): Column<Lead>[] {
  const { t } = useTranslation();
  const shown = usePhoneFormat();
  const { nameOf } = usePeople();
  const sources = useSources();
  return useMemo(() => {
    const cut = (text: string | null | undefined) => <span className={classes.cut}>{text}</span>;
    const columns: Column<Lead>[] = [
      {
        id: "name",
        header: t("contact.name"),
        track: "minmax(170px, 2fr)",
        sort: "name",
        always: true,
        cell: (lead) => (
          <TextLink to="/leads/$leadId" params={{ leadId: lead.id }} fw={560} size="sm" truncate className={classes.name}>
            {lead.name}
          </TextLink>
        ),
      },
      { id: "company", header: t("lead.company"), track: "minmax(120px, 1.3fr)", cell: (lead) => cut(lead.company_name) },
      // At 1440 pixels with the telephone beside it seven columns fit, and all of these are discarded.
      { id: "progress", extra: discarded, header: t("lead.progress"), track: "124px", cell: (lead) => <LeadBadge lead={lead} /> },
      { id: "phone", header: t("contact.phone"), track: "minmax(150px, 1.1fr)", cell: (lead) => <span className={`number ${classes.cut}`}>{shown(first(lead.phones)?.number)}</span> },
      { id: "email", header: t("contact.email"), track: "minmax(110px, 1.4fr)", cell: (lead) => cut(first(lead.emails)?.address) },
      { id: "temperature", extra: true, header: t("contact.temperature"), track: "112px", cell: (lead) => <Temperature id={lead.temperature_id} /> },
      { id: "managers", header: t("contact.managers"), track: "minmax(110px, 1.2fr)", cell: (lead) => cut(lead.manager_ids.map((id) => nameOf(id)).filter(Boolean).join(", ")) },
      { id: "position", extra: true, header: t("contact.position"), track: "minmax(100px, 1fr)", cell: (lead) => cut(lead.position) },
      { id: "source", extra: true, header: t("contact.source"), track: "minmax(100px, 1fr)", cell: (lead) => cut(sources.nameOf(lead.source_id)) },
      { id: "origin", extra: true, header: t("contact.origin"), track: "96px", cell: (lead) => t(`contact.origins.${lead.origin}` as "contact.origins.manual", { defaultValue: lead.origin }) },
      { id: "tags", extra: true, header: t("contact.tags"), track: "minmax(110px, 1.2fr)", cell: (lead) => cut(lead.tags.join(", ")) },
      { id: "owner", extra: true, header: t("lead.owner"), track: "minmax(110px, 1.2fr)", cell: (lead) => cut(nameOf(lead.owner_id)) },
      {
        id: "updated",
        header: t(discarded ? "contact.discardedAt" : "contact.created"),
        track: "112px",
        sort: discarded ? "discarded_at" : "created_at",
        descendingFirst: true,
        cell: (lead) => <span className={classes.quiet}>{ago((discarded && lead.discarded_at) || lead.created_at)}</span>,
      },
    ];
    if (discarded) columns.push({ id: "restore", header: t("table.actions"), track: "128px", always: true, screenOnly: true, cell: (lead) => <Restore lead={lead} /> });
    return columns;
  }, [t, shown, nameOf, sources, discarded]);
}

/** Possible clients that are not contacts yet (C-28). */
export function Leads() {
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const shown = usePhoneFormat();
  const sources = useSources();
  const temperatures = useTemperatures();
  const tags = useTags();
  const search = useSearch({ from: "/shell/leads" });
  const discarded = !!search.discarded;
  const title = t(discarded ? "lead.discarded" : "menu.leads");
  useTitle(title);
  const [count, setCount] = useState<Count | null>(null);
  const all = useCustomColumns<Lead>("lead", useColumns(discarded));
  const columns = useListColumns(discarded ? "leads.discarded" : "leads", all, undefined, undefined);
  const query = useMemo(() => leadQuery(search, me.id), [search, me.id]);
  const change = useCallback(
    (part: Partial<LeadSearch>) => void navigate({ to: "/leads", search: (old) => ({ ...(old as LeadSearch), ...part }), replace: true }),
    [navigate],
  );
  const setText = useCallback((q: string) => change({ q: q || undefined }), [change]);
  const narrowed = [search.state, search.progress, search.source, search.temperature, search.tag, search.mine];
  const active = narrowed.filter(Boolean).length + Object.keys(customQuery(search.custom)).length;
  const none = { state: undefined, progress: undefined, source: undefined, temperature: undefined, tag: undefined, mine: undefined, custom: undefined, q: undefined };
  const clear = { clearable: true, clearButtonProps: { "aria-label": t("action.clear") } };
  const create = may("contacts.create") && (
    <Button component={Link} to="/leads/new" leftSection={<IconPlus size={16} />}>
      {t("lead.new")}
    </Button>
  );
  return (
    <div className={classes.page}>
      <PageHeader title={title} note={<span role="status">{count && t(count.total_is_estimate ? "table.about" : "table.total", { count: count.total, total: number(count.total) })}</span>}>
        {discarded ? (
          <Button variant="default" component={Link} to="/leads">
            {t("lead.backToList")}
          </Button>
        ) : (
          create
        )}
      </PageHeader>
      <Filters
        search={<SearchField label={t("lead.search")} value={search.q ?? ""} onChange={setText} />}
        active={active}
        end={
          <>
            {!discarded && me.is_administrator && (
              <TextLink to="/leads" search={{ discarded: "1" }} size="sm" className={classes.link}>
                {t("contact.showDiscarded")}
              </TextLink>
            )}
            <ColumnChoice columns={columns} />
          </>
        }
      >
        {!discarded && (
          <Select
            aria-label={t("lead.state")}
            w={150}
            allowDeselect={false}
            value={search.state ?? "open"}
            onChange={(value) => change({ state: value === "open" ? undefined : (value as LeadSearch["state"]) })}
            data={(["open", "converted", "all"] as const).map((value) => ({ value, label: t(`lead.states.${value}`) }))}
          />
        )}
        <Select
          aria-label={t("lead.progress")}
          placeholder={t("lead.anyProgress")}
          {...clear}
          w={168}
          value={search.progress ?? null}
          onChange={(value) => change({ progress: (value ?? undefined) as LeadSearch["progress"] })}
          data={PROGRESS.map((value) => ({ value, label: t(`lead.progresses.${value}`) }))}
        />
        <Select aria-label={t("contact.source")} placeholder={t("contact.source")} {...clear} w={150} value={search.source ?? null} onChange={(value) => change({ source: value ?? undefined })} data={sources.options([search.source])} />
        <Select aria-label={t("contact.temperature")} placeholder={t("contact.temperature")} {...clear} w={150} value={search.temperature ?? null} onChange={(value) => change({ temperature: value ?? undefined })} data={temperatures.options([search.temperature])} />
        <Select aria-label={t("contact.tags")} placeholder={t("contact.tags")} {...clear} searchable w={150} value={search.tag ?? null} onChange={(value) => change({ tag: value ?? undefined })} data={tags} />
        <Switch label={t("contact.mine")} checked={!!search.mine} onChange={(event) => change({ mine: event.currentTarget.checked ? "1" : undefined })} />
        <CustomFilters entity="lead" value={search.custom} onChange={(custom) => change({ custom })} />
      </Filters>
      <RecordTable<Lead>
        name="leads"
        label={title}
        columns={columns.shown}
        onWidth={(id, width) => columns.choose(widened(columns.chosen, id, width))}
        query={query}
        sort={search.sort ?? (discarded ? "-discarded_at" : "-created_at")}
        onSort={(sort) => change({ sort })}
        source={leads}
        onTotal={setCount}
        onOpen={(lead) => void navigate({ to: "/leads/$leadId", params: { leadId: lead.id } })}
        compact={(lead) => (
          <Group gap={12} wrap="nowrap">
            <div className={classes.grow}>
              <TextLink to="/leads/$leadId" params={{ leadId: lead.id }} fw={580} size="sm" truncate display="block" className={classes.name}>
                {lead.name}
              </TextLink>
              <Text size="xs" c="dimmed" truncate className="number">
                {lead.company_name || shown(first(lead.phones)?.number) || first(lead.emails)?.address || ago(lead.created_at)}
              </Text>
            </div>
            {discarded ? <Restore lead={lead} /> : <LeadBadge lead={lead} />}
          </Group>
        )}
        empty={
          search.q || active ? (
            <Blank
              title={t("lead.noneFound")}
              action={
                <Button variant="default" onClick={() => change(none)}>
                  {t("table.clearFilters")}
                </Button>
              }
            >
              {t("contact.noneFoundHint")}
            </Blank>
          ) : discarded ? (
            <Blank title={t("lead.noneDiscarded")}>{t("contact.noneDiscardedHint")}</Blank>
          ) : (
            <Blank title={t("lead.none")} action={create}>
              {t("lead.noneHint")}
            </Blank>
          )
        }
      />
    </div>
  );
}
