import { ActionIcon, Badge, Button, Group, SegmentedControl, Text, TextInput, Title, Tooltip } from "@mantine/core";
import { IconEye, IconPlayerPause, IconRefresh, IconTrash } from "@tabler/icons-react";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problems";
import { parkedEvents } from "@/api/resources";
import type { Page, ParkedEvent, ParkedEventCount } from "@/api/types";
import { dayTime } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { EventContent } from "./EventContent";
import classes from "./ParkedEvents.module.css";

const SERVICES = ["contacts", "sales", "cases", "billing", "telephony", "notifications", "reporting", "gateway"] as const;
type Service = (typeof SERVICES)[number];
type Chosen = { service: Service; event: ParkedEvent } | null;

const COLORS = { parked: "red", retry: "amber", unsupported: "indigo", dropped: "gray" } as const;
const AT_ONCE = 50;
const MOST = 200;
/** Milliseconds after a retry in which the list is read again. */
const FOLLOWED = 15_000;

interface Desk {
  service: Service;
  page: Page<ParkedEvent>;
  counts: ParkedEventCount[];
}

/** One service's desk; null for a service that this installation does not run. */
async function read(service: Service, dropped: boolean, limit: number, signal: AbortSignal): Promise<Desk | null> {
  const desk = parkedEvents(service);
  try {
    const [page, counts] = await Promise.all([desk.list({ limit, ...(dropped ? { state: "dropped" } : {}) }, signal), desk.counts(signal)]);
    return { service, page, counts: counts.items };
  } catch (error) {
    if (asProblem(error).status === 404) return null;
    throw error;
  }
}

function DropDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    if (!chosen) return;
    setReason("");
    setError(null);
  }, [chosen]);
  return (
    <EditDialog
      opened={!!chosen}
      title={t("parked.dropTitle")}
      submitLabel={t("parked.drop")}
      onClose={onClose}
      check={() => {
        const enough = reason.trim().length > 2;
        setError(enough ? null : t("parked.reasonHint"));
        return enough;
      }}
      knows={(field) => field === "reason"}
      setErrors={(errors) => setError(errors.reason ?? null)}
      save={async () => {
        if (!chosen) return;
        await parkedEvents(chosen.service).drop(chosen.event.id, reason.trim());
        await client.invalidateQueries({ queryKey: ["parked"] });
        showDone(t("parked.droppedDone"));
      }}
    >
      <Text size="sm">{t("parked.dropText")}</Text>
      <TextInput
        label={t("parked.reason")}
        description={t("parked.reasonHint")}
        withAsterisk
        data-autofocus
        autoComplete="off"
        maxLength={500}
        value={reason}
        error={error}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </EditDialog>
  );
}

function EventName({ event }: { event: ParkedEvent }) {
  return (
    <div className={classes.event}>
      <Text size="sm" fw={560} component="div">
        {event.type}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        {event.subject}
      </Text>
    </div>
  );
}

function Why({ event }: { event: ParkedEvent }) {
  const { t } = useTranslation();
  if (event.state === "unsupported") return <Text size="sm">{t("parked.unsupportedHint")}</Text>;
  if (event.state !== "dropped") return <code className={classes.error}>{event.error}</code>;
  const name = event.decided_by_name ?? t("parked.somebody");
  return (
    <>
      <Text size="sm">{event.reason}</Text>
      <Text size="xs" c="dimmed">
        {t("parked.by", { name, at: event.decided_at ? dayTime(event.decided_at) : "" })}
      </Text>
    </>
  );
}

function ServiceDesk({ service, dropped }: { service: Service; dropped: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [limit, setLimit] = useState(AT_ONCE);
  const [seen, setSeen] = useState<Chosen>(null);
  const [leaving, setLeaving] = useState<Chosen>(null);
  const [followed, setFollowed] = useState(0);
  const query = useQuery({
    queryKey: ["parked", service, dropped, limit],
    queryFn: ({ signal }) => read(service, dropped, limit, signal),
    placeholderData: keepPreviousData,
    retry: false,
    // A fact that is tried again is in the reader's hand first, and not in the list.
    refetchInterval: () => (Date.now() < followed ? 1_000 : false),
  });
  const found = query.data;
  const desk = parkedEvents(service);

  function again(act: () => Promise<number>) {
    act()
      .then((count) => showDone(t("parked.retried", { count })))
      .catch(showProblem)
      .finally(() => {
        setFollowed(Date.now() + FOLLOWED);
        void client.invalidateQueries({ queryKey: ["parked", service] });
      });
  }

  if (query.error)
    return (
      <section className={classes.service}>
        <Title order={2} size="1rem">
          {t(`parked.services.${service}`)}
        </Title>
        {asProblem(query.error).status === 503 ? <Text size="sm">{t("parked.down")}</Text> : <Failure error={query.error} retry={() => void query.refetch()} />}
      </section>
    );
  if (!found?.page.items.length) return null;
  const total = dropped ? found.page.items.length : found.counts.reduce((sum, one) => sum + one.count, 0);
  const types = dropped ? [] : found.counts.filter((one) => one.state === "parked" && one.count > 1);
  return (
    <section className={classes.service} aria-label={t(`parked.services.${service}`)}>
      <Group justify="space-between" mb={8}>
        <Group gap={10}>
          <Title order={2} size="1rem">
            {t(`parked.services.${service}`)}
          </Title>
          <Badge color={dropped ? "gray" : "red"}>{t("parked.count", { count: total })}</Badge>
        </Group>
        <Group gap={8} className={classes.all}>
          {types.map((one) => (
            <Button key={one.type} classNames={{ root: classes.retryAll, label: classes.retryAllLabel }} size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} onClick={() => again(() => desk.retryAll(one.type).then((done) => done.retried))}>
              {t("parked.retryAll", { type: one.type })}
            </Button>
          ))}
        </Group>
      </Group>
      <SimpleTable<ParkedEvent>
        label={t(`parked.services.${service}`)}
        rows={found.page.items}
        columns={[
          { id: "event", header: t("parked.event"), cell: (one) => <EventName event={one} /> },
          {
            id: "state",
            header: t("parked.state"),
            cell: (one) => (
              <div className={classes.state}>
                <Badge color={COLORS[one.state]}>{t(`parked.states.${one.state}`)}</Badge>
                <Text size="xs" c="dimmed">
                  {t("parked.tries", { count: one.attempts })}
                </Text>
              </div>
            ),
          },
          { id: "error", header: dropped ? t("parked.reason") : t("parked.error"), cell: (one) => <Why event={one} /> },
          { id: "since", header: t("parked.since"), cell: (one) => <span className={classes.since}>{dayTime(one.received_at)}</span> },
          {
            id: "actions",
            header: t("table.actions"),
            align: "right",
            cell: (one) => (
              <Group justify="flex-end" gap={6} wrap="nowrap">
                <Tooltip label={t("parked.content")}>
                  <ActionIcon aria-label={t("parked.see", { subject: one.subject })} onClick={() => setSeen({ service, event: one })}>
                    <IconEye size={17} stroke={1.7} />
                  </ActionIcon>
                </Tooltip>
                {(one.state === "parked" || one.state === "retry") && (
                  <Tooltip label={t("parked.retry")}>
                    <ActionIcon aria-label={t("parked.retryOne", { subject: one.subject })} onClick={() => again(() => desk.retry(one.id).then(() => 1))}>
                      <IconRefresh size={17} stroke={1.7} />
                    </ActionIcon>
                  </Tooltip>
                )}
                {one.state !== "dropped" && (
                  <Tooltip label={t("parked.drop")}>
                    <ActionIcon aria-label={t("parked.dropOne", { subject: one.subject })} onClick={() => setLeaving({ service, event: one })}>
                      <IconTrash size={17} stroke={1.7} />
                    </ActionIcon>
                  </Tooltip>
                )}
              </Group>
            ),
          },
        ]}
      />
      {found.page.next_cursor && limit < MOST && (
        <Button mt={8} variant="subtle" onClick={() => setLimit(MOST)}>
          {t("parked.more")}
        </Button>
      )}
      <EventContent service={service} event={seen?.event ?? null} onClose={() => setSeen(null)} />
      <DropDialog chosen={leaving} onClose={() => setLeaving(null)} />
    </section>
  );
}

/** Whether anything is shown at all: the desks' own answers, read once each. */
function useNothing(dropped: boolean): { pending: boolean; nothing: boolean } {
  const query = useQuery({
    queryKey: ["parked", "all", dropped],
    queryFn: async ({ signal }) => {
      const desks = await Promise.allSettled(SERVICES.map((service) => read(service, dropped, 1, signal)));
      return desks.some((desk) => desk.status === "rejected" || !!desk.value?.page.items.length);
    },
    retry: false,
  });
  return { pending: query.isPending, nothing: query.data === false };
}

export function ParkedEvents() {
  const { t } = useTranslation();
  useTitle(t("menu.parkedEvents"));
  const client = useQueryClient();
  const navigate = useNavigate();
  const dropped = useSearch({ from: "/shell/admin/parked-events" }).state === "dropped";
  const { pending, nothing } = useNothing(dropped);
  return (
    <>
      <PageHeader title={t("menu.parkedEvents")} note={t("parked.hint")}>
        <SegmentedControl
          aria-label={t("parked.shown")}
          value={dropped ? "dropped" : "waiting"}
          onChange={(value) => void navigate({ to: "/admin/parked-events", search: value === "dropped" ? { state: "dropped" } : {} })}
          data={[
            { value: "waiting", label: t("parked.waiting") },
            { value: "dropped", label: t("parked.dropped") },
          ]}
        />
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={() => void client.invalidateQueries({ queryKey: ["parked"] })}>
          {t("parked.refresh")}
        </Button>
      </PageHeader>
      {pending && <Lines />}
      {nothing && (
        <Blank icon={IconPlayerPause} title={t(dropped ? "parked.noneDropped" : "parked.none")}>
          {t(dropped ? "parked.noneDroppedHint" : "parked.noneHint")}
        </Blank>
      )}
      {SERVICES.map((service) => (
        <ServiceDesk key={`${service} ${dropped}`} service={service} dropped={dropped} />
      ))}
    </>
  );
}
