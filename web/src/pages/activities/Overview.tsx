import { Badge, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "@/activities/activities.module.css";
import type { ActivityDialogs } from "@/activities/Dialogs";
import { ActivityRows } from "@/activities/Rows";
import { activities, type Query } from "@/api/resources";
import { isoDay, number, startOfDay } from "@/app/format";
import type { ActivitySearch } from "@/app/router";
import { inDays } from "@/ui/moments";
import { Failure, Lines } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";

const SHOWN = 50;
const MINUTE = 60_000;

/** The time, as of the last whole minute: what is overdue moves by itself. */
function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const clock = setInterval(() => setNow(new Date()), MINUTE);
    return () => clearInterval(clock);
  }, []);
  return now;
}

interface CardProps {
  id: "overdue" | "today" | "coming";
  query: Query;
  dialogs: ActivityDialogs;
  search: ActivitySearch;
}

function Card({ id, query, dialogs, search }: CardProps) {
  const { t } = useTranslation();
  const full = { ...query, state: "open", sort: "at" };
  const found = useQuery({
    queryKey: ["activities", "overview", id, full],
    queryFn: ({ signal }) => activities.list({ ...full, limit: SHOWN }, signal),
    placeholderData: (old) => old,
  });
  const count = useQuery({
    queryKey: ["activities", "overview", id, "count", full],
    queryFn: ({ signal }) => activities.count(query.state ? query : { ...query, state: "open" }, signal),
    placeholderData: (old) => old,
  });
  const items = found.data?.items ?? [];
  const title = t(`activity.overview.${id}`);
  return (
    <section className={classes.card} aria-label={title}>
      <div className={classes.cardHead}>
        <Title order={2} size="0.95rem">
          {title}
        </Title>
        {count.data && <Badge color={id === "overdue" && count.data.total ? "red" : "gray"}>{number(count.data.total)}</Badge>}
      </div>
      {found.isPending && <Lines count={3} />}
      {found.error && !items.length && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data && !items.length && (
        <Text size="sm" c="dimmed">
          {t(`activity.overview.none.${id}`)}
        </Text>
      )}
      {items.length > 0 && <ActivityRows items={items} dialogs={dialogs} label={title} />}
      {found.data?.next_cursor && (
        <TextLink to="/activities" search={{ ...search, view: "list" }} size="sm">
          {t("activity.overview.more")}
        </TextLink>
      )}
    </section>
  );
}

/** All that is to do at a glance: what is late, what is for today, what comes (N-09). */
export function Overview({ query, dialogs, search }: Omit<CardProps, "id">) {
  const now = useMinute();
  const parts = useMemo(() => {
    const end = startOfDay(inDays(isoDay(now), 1)).toISOString();
    const at = now.toISOString();
    return [
      { id: "overdue", query: { ...query, "at.lte": at } },
      { id: "today", query: { ...query, "at.gt": at, "at.lt": end } },
      { id: "coming", query: { ...query, "at.gte": end } },
    ] as const;
  }, [now, query]);
  return (
    <div className={classes.overview}>
      {parts.map((part) => (
        <Card key={part.id} id={part.id} query={part.query} dialogs={dialogs} search={search} />
      ))}
    </div>
  );
}
