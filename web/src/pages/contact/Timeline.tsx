import { Button, Group, Select, Text, Textarea } from "@mantine/core";
import { IconArrowDownLeft, IconArrowUpRight, IconBriefcase, IconCalendarCheck, IconFileInvoice, IconFileMinus, IconFilePlus, IconLifebuoy, IconNote, IconPhoneOff, IconPhoto, IconPhotoOff, IconRestore, IconShare, IconSparkles, IconTrash, IconUserEdit } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { type ComponentType, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { asProblem } from "@/api/problems";
import { contacts } from "@/api/resources";
import type { Page, TimelineEntry } from "@/api/types";
import { day, duration, money, time } from "@/app/format";
import { problemText } from "@/app/toasts";
import { usePhoneFormat } from "@/phone/numbers";
import { CallStatus } from "@/ui/badges";
import { recordPath } from "@/ui/records";
import { Blank, Failure, Lines } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import type { Call } from "@/api/types";

import { useEventCategories } from "./catalogs";
import { Consent } from "./Consent";
import classes from "./Timeline.module.css";
import { Unmerge } from "./Unmerge";

type Icon = ComponentType<{ size?: number; stroke?: number }>;

const ICONS: Record<string, Icon> = {
  note: IconNote,
  created: IconSparkles,
  edited: IconUserEdit,
  changed: IconUserEdit,
  discarded: IconTrash,
  restored: IconRestore,
  shared: IconShare,
  document_added: IconFilePlus,
  document_removed: IconFileMinus,
  photo_changed: IconPhoto,
  photo_removed: IconPhotoOff,
  opportunity: IconBriefcase,
  case: IconLifebuoy,
  invoice: IconFileInvoice,
  activity: IconCalendarCheck,
};

interface CallParams {
  direction?: Call["direction"];
  status?: Call["status"];
  number?: string | null;
  duration_seconds?: number | null;
  disposition?: string | null;
  note?: string | null;
}

interface RecordParams {
  name?: string | null;
  number?: string | null;
  amount?: string;
  currency?: string;
  stage?: string;
  purchase_motive?: string;
  loss_reason?: string;
  solution?: string;
  outcome?: string;
  reason?: string;
}

const OF_RECORDS: readonly string[] = ["opportunity", "case", "invoice", "activity"];

/** What an opportunity, a case or an invoice did: its name leads to it. */
function RecordEntry({ entry, params }: { entry: TimelineEntry; params: RecordParams }) {
  const path = recordPath(entry.record);
  const name = [params.number, params.name].filter(Boolean).join(" · ");
  const amount = params.amount && params.currency ? money({ amount: params.amount, currency: params.currency }) : null;
  const said = [params.stage, params.purchase_motive, params.loss_reason, amount].filter(Boolean).join(" · ");
  const text = params.solution ?? params.reason ?? params.outcome;
  return (
    <>
      <Group gap={8} mt={4}>
        {name && path && (
          <TextLink to={path} size="sm">
            {name}
          </TextLink>
        )}
        {said && <Text size="sm">{said}</Text>}
      </Group>
      {text && <p className={classes.note}>{text}</p>}
    </>
  );
}

function iconOf(entry: TimelineEntry): Icon {
  if (entry.kind !== "call") return ICONS[entry.kind] ?? IconSparkles;
  const call = (entry.params ?? {}) as CallParams;
  if (call.status === "missed") return IconPhoneOff;
  return call.direction === "outbound" ? IconArrowUpRight : IconArrowDownLeft;
}

function NoteEditor({ contactId }: { contactId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const draft = `troncal.note.${contactId}`;
  const [text, setText] = useState(() => sessionStorage.getItem(draft) ?? "");
  const [category, setCategory] = useState<string | null>(null);
  const categories = useEventCategories().options();
  const intent = useRef(intentKey());
  const write = useMutation({
    mutationFn: () => contacts.note(contactId, text.trim(), category, intent.current),
    onSuccess: () => {
      intent.current = intentKey();
      sessionStorage.removeItem(draft);
      setText("");
      void client.invalidateQueries({ queryKey: ["contacts", "timeline", contactId] });
    },
  });
  const problem = write.error && asProblem(write.error);
  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) write.mutate();
      }}
    >
      <Textarea
        label={t("timeline.newNote")}
        placeholder={t("timeline.noteHint")}
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        error={problem ? problem.fields.map((one) => one.message).join(" ") || problemText(problem) : null}
        onChange={(event) => {
          sessionStorage.setItem(draft, event.currentTarget.value);
          setText(event.currentTarget.value);
        }}
      />
      <Group justify="flex-end" mt={8}>
        <Select
          aria-label={t("timeline.category")}
          placeholder={t("timeline.titles.note")}
          size="xs"
          w={170}
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          data={categories}
          value={category}
          onChange={(next) => {
            intent.current = intentKey();
            setCategory(next);
          }}
        />
        <Button type="submit" size="compact-md" loading={write.isPending} disabled={!text.trim()}>
          {t("timeline.addNote")}
        </Button>
      </Group>
    </form>
  );
}

function CallEntry({ call }: { call: CallParams }) {
  const { t } = useTranslation();
  const shown = usePhoneFormat();
  return (
    <>
      <Group gap={8} mt={4}>
        {call.status && <CallStatus value={call.status} />}
        {!!call.duration_seconds && <Text size="sm">{t("timeline.lasted", { duration: duration(call.duration_seconds) })}</Text>}
        {call.number && (
          <Text size="sm" c="dimmed" className="number">
            {shown(call.number)}
          </Text>
        )}
      </Group>
      {call.disposition && (
        <Text size="sm" mt={4}>
          {t("timeline.outcome", { outcome: call.disposition })}
        </Text>
      )}
      {call.note && <p className={classes.note}>{call.note}</p>}
    </>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const category = useEventCategories().nameOf(entry.category_id);
  const Sign = iconOf(entry);
  const params = (entry.params ?? {}) as Record<string, unknown> & CallParams & { text?: string };
  const key = entry.title.replace(/^timeline\./, "").replace(/\./g, "_");
  const title = category || t(`timeline.titles.${key}` as "timeline.titles.note", {
    ...(params as Record<string, string>),
    defaultValue: entry.title.startsWith("timeline.") ? t("timeline.titles.other") : entry.title,
  });
  const missed = entry.kind === "call" && params.status === "missed";
  return (
    <li className={classes.entry}>
      <span className={classes.sign} data-kind={missed ? "missed" : entry.kind} aria-hidden>
        <Sign size={16} stroke={1.8} />
      </span>
      <div className={classes.body}>
        <div className={classes.line}>
          <Text size="sm" fw={580}>
            {title}
          </Text>
          <Text size="xs" c="dimmed" component="time" dateTime={entry.at}>
            {t("timeline.when", { day: day(entry.at), time: time(entry.at) })}
          </Text>
        </div>
        {entry.actor && (
          <Text size="xs" c="dimmed">
            {entry.actor}
          </Text>
        )}
        {entry.kind === "note" && params.text && <p className={classes.note}>{params.text}</p>}
        {entry.kind === "call" && <CallEntry call={params} />}
        {entry.kind === "submitted" && <Consent params={params} />}
        {entry.kind === "merged" && <Unmerge params={params as { contact_id?: string; name?: string }} />}
        {entry.kind === "converted" && typeof params.lead_id === "string" && (
          <TextLink to="/leads/$leadId" params={{ leadId: params.lead_id }} size="sm">
            {t("lead.openLead")}
          </TextLink>
        )}
        {OF_RECORDS.includes(entry.kind) && <RecordEntry entry={entry} params={params as RecordParams} />}
      </div>
    </li>
  );
}

export function Timeline({ contactId, kind, writable }: { contactId: string; kind: "all" | "call" | "note"; writable: boolean }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ["contacts", "timeline", contactId, kind],
    queryFn: ({ pageParam, signal }) =>
      contacts.timeline(
        contactId,
        { limit: 30, cursor: pageParam || undefined, kind: kind === "all" ? undefined : kind },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page: Page<TimelineEntry>) => page.next_cursor,
  });
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {writable && kind !== "call" && <NoteEditor contactId={contactId} />}
      {query.isPending && <Lines count={5} />}
      {query.error && !entries.length && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !entries.length && <Blank title={t(`timeline.empty.${kind}`)}>{t("timeline.empty.hint")}</Blank>}
      <ol className={classes.list}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button variant="default" fullWidth mt="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("table.more")}
        </Button>
      )}
    </>
  );
}
