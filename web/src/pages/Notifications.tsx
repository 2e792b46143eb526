import { Badge, Button, Text } from "@mantine/core";
import { IconAlarm, IconBellOff, IconBriefcase, IconCalendarCheck, IconChecks, IconFileInvoice, IconLifebuoy, IconMessage, IconPhoneIncoming, IconPhoneOff, IconUserPlus } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { notifications } from "@/api/resources";
import type { Notification, Page } from "@/api/types";
import { ago, dayTime, duration } from "@/app/format";
import { showProblem } from "@/app/toasts";
import { usePhoneFormat } from "@/phone/numbers";
import { recordPath } from "@/ui/records";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./Notifications.module.css";

function iconOf(kind: string) {
  const record = kind.split(".")[0] ?? "";
  if (record === "opportunity") return IconBriefcase;
  if (record === "activity") return IconCalendarCheck;
  if (record === "case") return IconLifebuoy;
  if (record === "invoice") return IconFileInvoice;
  if (record === "reminder") return IconAlarm;
  if (kind.includes("missed")) return IconPhoneOff;
  if (kind.includes("call")) return IconPhoneIncoming;
  if (kind.includes("contact") || kind.includes("manager") || kind.includes("assigned")) return IconUserPlus;
  return IconMessage;
}

export function Notifications() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  useTitle(t("menu.notifications"));
  const query = useInfiniteQuery({
    queryKey: ["notifications", "list"],
    queryFn: ({ pageParam, signal }) => notifications.list({ limit: 50, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<Notification>) => page.next_cursor,
  });
  const refresh = () => void client.invalidateQueries({ queryKey: ["notifications"] });
  const readAll = useMutation({ mutationFn: notifications.markAllRead, onSettled: refresh, onError: showProblem });
  const read = useMutation({ mutationFn: notifications.markRead, onSettled: refresh, onError: showProblem });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = items.some((one) => !one.read_at);

  const shown = usePhoneFormat();
  /** The server gives kind and values; the words are the screen's, in the reader's language. */
  function wording(one: Notification) {
    const { name = "", title = "", number = "", stage = "", seconds } = (one.params ?? {}) as Partial<Record<"name" | "title" | "number" | "stage", string>> & { seconds?: number };
    const values = { name: shown(name), title, number, stage, duration: duration(seconds ?? 0) };
    const key = one.kind.replace(/\./g, "_");
    return {
      title: t(`notifications.kinds.${key}.title` as "notifications.kinds.other.title", {
        ...values,
        defaultValue: t("notifications.kinds.other.title", values),
      }),
      body: t(`notifications.kinds.${key}.body` as "notifications.kinds.other.body", {
        ...values,
        defaultValue: values.name,
      }),
    };
  }

  function open(one: Notification) {
    if (!one.read_at) read.mutate(one.id);
    const path = recordPath(one.record);
    if (path) void navigate({ to: path });
  }

  return (
    <>
      <PageHeader title={t("menu.notifications")}>
        {unread && (
          <Button variant="default" leftSection={<IconChecks size={17} />} loading={readAll.isPending} onClick={() => readAll.mutate()}>
            {t("notifications.readAll")}
          </Button>
        )}
      </PageHeader>
      <div className={classes.box}>
        {query.isPending && (
          <div className={classes.pad}>
            <Lines />
          </div>
        )}
        {query.error && !items.length && <Failure error={query.error} retry={() => void query.refetch()} />}
        {query.data && !items.length && (
          <Blank icon={IconBellOff} title={t("notifications.none")}>
            {t("notifications.noneHint")}
          </Blank>
        )}
        <ul className={classes.list}>
          {items.map((one) => {
            const Sign = iconOf(one.kind);
            return (
              <li key={one.id} data-unread={!one.read_at || undefined}>
                <button type="button" className={classes.row} onClick={() => open(one)}>
                  <span className={classes.sign} aria-hidden>
                    <Sign size={18} stroke={1.7} />
                  </span>
                  <span className={classes.text}>
                    <Text size="sm" fw={one.read_at ? 480 : 640} component="span" display="block">
                      {wording(one).title}
                    </Text>
                    <Text size="sm" c="dimmed" component="span" display="block">
                      {wording(one).body}
                    </Text>
                  </span>
                  <span className={classes.when}>
                    <Text size="xs" c="dimmed" component="time" dateTime={one.created_at} title={dayTime(one.created_at)}>
                      {ago(one.created_at)}
                    </Text>
                    {!one.read_at && <Badge size="sm">{t("notifications.new")}</Badge>}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
        {query.hasNextPage && (
          <div className={classes.pad}>
            <Button variant="default" fullWidth loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("table.more")}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}
