import { Badge, Button, Group, SegmentedControl, Text } from "@mantine/core";
import { IconAlarm, IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { reminders } from "@/api/resources";
import type { Page, Reminder } from "@/api/types";
import { dayTime } from "@/app/format";
import { Late } from "@/reminders/Late";
import { SnoozeMenu } from "@/reminders/SnoozeMenu";
import { useReminder } from "@/reminders/use";
import { recordPath } from "@/ui/records";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import classes from "./Notifications.module.css";

const ReminderForm = lazy(() => import("@/reminders/ReminderForm").then((module) => ({ default: module.ReminderForm })));

type Filter = Reminder["state"];
const COLORS: Record<string, string> = { waiting: "troncal", fired: "amber", dismissed: "gray" };

function Row({ one, edit }: { one: Reminder; edit: () => void }) {
  const { t } = useTranslation();
  const { dismiss, snooze, remove } = useReminder();
  const path = recordPath(one.record);
  return (
    <li>
      <div className={classes.still}>
        <span className={classes.sign} aria-hidden>
          <IconAlarm size={18} stroke={1.7} />
        </span>
        <div className={classes.text}>
          <Text size="sm" fw={600}>
            {one.title}
          </Text>
          <Group gap={8} mt={3}>
            <Text size="sm" c="dimmed" component="time" dateTime={one.fires_at}>
              {dayTime(one.fires_at)}
            </Text>
            <Badge color={COLORS[one.state]}>{t(`reminder.states.${one.state}`)}</Badge>
            <Late late={one.late} seconds={one.late_seconds} />
            {one.email_state && <Badge color="gray">{t("reminder.emailState", { state: t(`message.states.${one.email_state}` as "message.states.sent") })}</Badge>}
          </Group>
          {path && one.record?.type !== "activity" && (
            <TextLink to={path} size="sm" className={classes.open}>
              {t(`reminder.records.${one.record?.type}` as "reminder.records.contact")}
            </TextLink>
          )}
          <Group gap={8} mt={9}>
            {one.state !== "dismissed" && (
              <>
                <SnoozeMenu title={one.title} busy={snooze.isPending} snooze={(until) => snooze.mutate({ one, until })} />
                <Button size="compact-sm" variant="default" loading={dismiss.isPending} aria-label={t("reminder.dismissOne", { title: one.title })} onClick={() => dismiss.mutate(one)}>
                  {t("reminder.dismiss")}
                </Button>
              </>
            )}
            {one.activity_id ? (
              <TextLink to="/activities" search={{ activity: one.activity_id }} size="sm" className={classes.open}>
                {t("reminder.records.activity")}
              </TextLink>
            ) : (
              <>
            <Button size="compact-sm" variant="subtle" aria-label={t("action.editOne", { name: one.title })} onClick={edit}>
              {t("action.edit")}
            </Button>
            <Button size="compact-sm" variant="subtle" color="red" loading={remove.isPending} aria-label={t("action.deleteOne", { name: one.title })} onClick={() => remove.mutate(one)}>
              {t("action.delete")}
            </Button>
              </>
            )}
          </Group>
        </div>
      </div>
    </li>
  );
}

export function Reminders() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>("waiting");
  const [form, setForm] = useState<{ before?: Reminder } | null>(null);
  useTitle(t("menu.reminders"));
  const query = useInfiniteQuery({
    queryKey: ["reminders", "list", filter],
    queryFn: ({ pageParam, signal }) =>
      reminders.list(
        {
          limit: 50,
          cursor: pageParam || undefined,
          state: filter,
          sort: filter === "waiting" ? "fires_at" : "-fires_at",
        },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page: Page<Reminder>) => page.next_cursor,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t("menu.reminders")}>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setForm({})}>
          {t("reminder.new")}
        </Button>
      </PageHeader>
      <SegmentedControl
        mb="sm"
        aria-label={t("reminder.which")}
        value={filter}
        onChange={(value) => setFilter(value as Filter)}
        data={(["waiting", "fired", "dismissed"] as const).map((value) => ({ value, label: t(`reminder.filters.${value}`) }))}
      />
      <div className={classes.box}>
        {query.isPending && (
          <div className={classes.pad}>
            <Lines />
          </div>
        )}
        {query.error && !items.length && <Failure error={query.error} retry={() => void query.refetch()} />}
        {query.data && !items.length && (
          <Blank icon={IconAlarm} title={t("reminder.none")}>
            {t("reminder.noneHint")}
          </Blank>
        )}
        <ul className={classes.list}>
          {items.map((one) => (
            <Row key={one.id} one={one} edit={() => setForm({ before: one })} />
          ))}
        </ul>
        {query.hasNextPage && (
          <div className={classes.pad}>
            <Button variant="default" fullWidth loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("table.more")}
            </Button>
          </div>
        )}
      </div>
      {form && (
        <Suspense fallback={null}>
          <ReminderForm opened before={form.before} onClose={() => setForm(null)} />
        </Suspense>
      )}
    </>
  );
}
