import { ActionIcon, Alert, Button, Group, SegmentedControl, Text, Title, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { byDay, daysOf, momentOf, type Range, stepped } from "@/activities/calendar";
import type { ActivityDialogs } from "@/activities/Dialogs";
import { ActivityRows } from "@/activities/Rows";
import { activities, type Query } from "@/api/resources";
import { useMay } from "@/api/session";
import type { Activity } from "@/api/types";
import { isoDay, startOfDay, time, titleOfDay, titleOfDays, titleOfMonth, weekdayName } from "@/app/format";
import type { ActivitySearch } from "@/app/router";
import { inDays } from "@/ui/moments";
import { Failure, Lines } from "@/ui/states";

import classes from "./Calendar.module.css";

const PAGE = 200;
/** Beyond so many the calendar says that it does not show all. */
const PAGES = 3;
const CHIPS = 3;

interface Props {
  query: Query;
  dialogs: ActivityDialogs;
  search: ActivitySearch;
  change: (part: Partial<ActivitySearch>) => void;
}

function Chip({ one, day, dialogs }: { one: Activity; day: string; dialogs: ActivityDialogs }) {
  const at = momentOf(one);
  const clock = at && isoDay(new Date(at)) === day ? `${time(at)} ` : "";
  return (
    <UnstyledButton className={classes.chip} data-flag={one.flag} data-closed={one.state === "closed" || undefined} onClick={() => dialogs.edit(one)}>
      {clock}
      {one.title}
    </UnstyledButton>
  );
}

/** Activities by the days of a month, a week or one day, in the user's zone. */
export function Calendar({ query, dialogs, search, change }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const narrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const today = isoDay(new Date());
  const range: Range = search.range ?? "month";
  const day = search.day ?? today;
  const days = useMemo(() => daysOf(range, day), [range, day]);
  const [chosen, setChosen] = useState<string | null>(null);
  const from = startOfDay(days[0] as string).toISOString();
  const until = startOfDay(inDays(days.at(-1) as string, 1)).toISOString();
  const full = { ...query, "until.gte": from, "at.lt": until, sort: "at" };
  const found = useQuery({
    queryKey: ["activities", "calendar", full],
    queryFn: async ({ signal }) => {
      const items: Activity[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < PAGES; page++) {
        const next = await activities.list({ ...full, limit: PAGE, cursor }, signal);
        items.push(...next.items);
        cursor = next.next_cursor ?? undefined;
        if (!cursor) break;
      }
      return { items, whole: !cursor };
    },
    placeholderData: (old) => old,
  });
  const on = useMemo(() => byDay(found.data?.items ?? [], days), [found.data, days]);
  const go = (next: Partial<ActivitySearch>) => {
    setChosen(null);
    change(next);
  };
  const heading = range === "month" ? titleOfMonth(day) : range === "day" ? titleOfDay(day) : titleOfDays(days[0] as string, days[6] as string);
  const month = day.slice(0, 7);
  const weeks = Array.from({ length: days.length / 7 }, (_, index) => days.slice(index * 7, index * 7 + 7));
  const below = range === "day" ? day : narrow ? (chosen ?? (days.includes(today) ? today : null)) : null;
  const listed = below ? (on.get(below) ?? []) : [];

  return (
    <div>
      <div className={classes.bar}>
        <Group gap={4} wrap="nowrap">
          <ActionIcon variant="default" size={34} aria-label={t(`activity.previous.${range}`)} onClick={() => go({ day: stepped(range, day, -1) })}>
            <IconChevronLeft size={17} />
          </ActionIcon>
          <Button variant="default" size="compact-md" onClick={() => go({ day: undefined })}>
            {t("activity.today")}
          </Button>
          <ActionIcon variant="default" size={34} aria-label={t(`activity.following.${range}`)} onClick={() => go({ day: stepped(range, day, 1) })}>
            <IconChevronRight size={17} />
          </ActionIcon>
        </Group>
        <Title order={2} size="1rem" className={classes.heading} aria-live="polite">
          {heading}
        </Title>
        <SegmentedControl
          aria-label={t("activity.range")}
          value={range}
          onChange={(value) => go({ range: value === "month" ? undefined : (value as "week" | "day") })}
          data={(["month", "week", "day"] as const).map((value) => ({ value, label: t(`activity.ranges.${value}`) }))}
        />
      </div>
      {found.data && !found.data.whole && (
        <Alert color="amber" mb="sm">
          {t("activity.notAll")}
        </Alert>
      )}
      {found.error && !found.data && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Lines count={4} />}
      {found.data && range !== "day" && (
        <table className={range === "week" && !narrow ? `${classes.grid} ${classes.week}` : classes.grid} aria-label={heading}>
          <thead>
            <tr>
              {days.slice(0, 7).map((one) => (
                <th key={one} scope="col">
                  {weekdayName(one, !!narrow)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]}>
                {week.map((one) => {
                  const items = on.get(one) ?? [];
                  const most = range === "week" ? items.length : CHIPS;
                  const label = `${titleOfDay(one)}. ${t("activity.onDay", { count: items.length })}`;
                  return (
                    <td key={one} data-outside={(range === "month" && !one.startsWith(month)) || undefined}>
                      <UnstyledButton
                        className={classes.day}
                        data-today={one === today || undefined}
                        data-chosen={(narrow && one === below) || undefined}
                        aria-label={label}
                        aria-current={one === today ? "date" : undefined}
                        onClick={() => (narrow ? setChosen(one) : go({ range: "day", day: one }))}
                      >
                        {Number(one.slice(8))}
                      </UnstyledButton>
                      {narrow ? (
                        <span className={classes.dot} aria-hidden>
                          {items.length || ""}
                        </span>
                      ) : (
                        <ul className={classes.items}>
                          {items.slice(0, most).map((each) => (
                            <li key={each.id}>
                              <Chip one={each} day={one} dialogs={dialogs} />
                            </li>
                          ))}
                          {items.length > most && (
                            <li>
                              <UnstyledButton className={classes.rest} aria-label={`${t("activity.others", { count: items.length - most })}. ${label}`} onClick={() => go({ range: "day", day: one })}>
                                {t("activity.others", { count: items.length - most })}
                              </UnstyledButton>
                            </li>
                          )}
                        </ul>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found.data && below && (
        <section className={classes.panel} aria-label={titleOfDay(below)}>
          <Group justify="space-between">
            <Title order={3} size="0.95rem">
              {titleOfDay(below)}
            </Title>
            {may("contacts.create") && (
              <Button size="compact-sm" variant="default" onClick={() => dialogs.plan(undefined, below)}>
                {t("activity.planThatDay")}
              </Button>
            )}
          </Group>
          {listed.length ? (
            <ActivityRows items={listed} dialogs={dialogs} label={titleOfDay(below)} />
          ) : (
            <Text size="sm" c="dimmed" mt={6}>
              {t("activity.onDay", { count: 0 })}
            </Text>
          )}
        </section>
      )}
    </div>
  );
}
