import { Button, Group, Text, Textarea } from "@mantine/core";
import { IconCopy, IconForms, IconNote, IconRestore, IconSparkles, IconTransform, IconTrash, IconUserEdit } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { type ComponentType, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { type LeadEvent, leads } from "@/api/leads";
import { asProblem } from "@/api/problems";
import type { Page } from "@/api/types";
import { day, time } from "@/app/format";
import { problemText } from "@/app/toasts";
import { Consent } from "@/pages/contact/Consent";
import classes from "@/pages/contact/Timeline.module.css";
import { Blank, Failure, Lines } from "@/ui/states";

const ICONS: Record<string, ComponentType<{ size?: number; stroke?: number }>> = {
  note: IconNote,
  edited: IconUserEdit,
  assigned: IconUserEdit,
  cloned: IconCopy,
  converted: IconTransform,
  discarded: IconTrash,
  restored: IconRestore,
  submitted: IconForms,
};

function Entry({ entry }: { entry: LeadEvent }) {
  const { t } = useTranslation();
  const Sign = ICONS[entry.kind] ?? IconSparkles;
  const params = (entry.params ?? {}) as Record<string, string>;
  const key = entry.title.replace(/^timeline\./, "").replace(/\./g, "_");
  return (
    <li className={classes.entry}>
      <span className={classes.sign} data-kind={entry.kind} aria-hidden>
        <Sign size={16} stroke={1.8} />
      </span>
      <div className={classes.body}>
        <div className={classes.line}>
          <Text size="sm" fw={580}>
            {t(`timeline.titles.${key}` as "timeline.titles.note", { defaultValue: t("timeline.titles.other") })}
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
        {entry.kind === "submitted" && <Consent params={params} />}
      </div>
    </li>
  );
}

/** What happened with a lead, the newest first, and the place to write a note. */
export function History({ leadId, writable }: { leadId: string; writable: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const intent = useRef(intentKey());
  const query = useInfiniteQuery({
    queryKey: ["leads", "history", leadId],
    queryFn: ({ pageParam, signal }) => leads.history(leadId, { limit: 30, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<LeadEvent>) => page.next_cursor,
  });
  const write = useMutation({
    mutationFn: () => leads.note(leadId, text.trim(), intent.current),
    onSuccess: () => {
      intent.current = intentKey();
      setText("");
      void client.invalidateQueries({ queryKey: ["leads", "history", leadId] });
    },
  });
  const problem = write.error && asProblem(write.error);
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {writable && (
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
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group justify="flex-end" mt={8}>
            <Button type="submit" size="compact-md" loading={write.isPending} disabled={!text.trim()}>
              {t("timeline.addNote")}
            </Button>
          </Group>
        </form>
      )}
      {query.isPending && <Lines count={5} />}
      {query.error && !entries.length && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !entries.length && <Blank title={t("timeline.empty.all")}>{t("timeline.empty.hint")}</Blank>}
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
