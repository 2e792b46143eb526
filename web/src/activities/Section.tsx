import { Button, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { activities, type Query } from "@/api/resources";
import { useMay } from "@/api/session";
import type { Activity, Page } from "@/api/types";
import { Failure, Lines } from "@/ui/states";

import classes from "./activities.module.css";
import type { About } from "./ActivityForm";
import { type ActivityDialogs, useActivityDialogs } from "./Dialogs";
import { ActivityRows } from "./Rows";

const SHOWN = 20;

function List({ query, dialogs, label, empty, without }: { query: Query; dialogs: ActivityDialogs; label: string; empty: string; without?: "related" }) {
  const { t } = useTranslation();
  const found = useInfiniteQuery({
    queryKey: ["activities", "section", query],
    queryFn: ({ pageParam, signal }) => activities.list({ ...query, limit: SHOWN, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<Activity>) => page.next_cursor,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.isPending) return <Lines count={2} />;
  if (found.error && !items.length) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!items.length)
    return (
      <Text size="sm" c="dimmed">
        {empty}
      </Text>
    );
  return (
    <>
      <ActivityRows items={items} dialogs={dialogs} label={label} without={without} />
      {found.hasNextPage && (
        <Button variant="default" fullWidth mt="sm" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("table.more")}
        </Button>
      )}
    </>
  );
}

export interface SectionProps {
  about: About;
  /** The contact of an opportunity or a case: takes part in its calls and meetings. */
  contact?: { id: string; name: string } | null;
  /** Whether new ones can be planned. */
  writable: boolean;
  className?: string;
}

/** The activities of a record: to do and done; plan, change, complete (N-06, N-32). */
export function ActivitySection({ about, contact, writable, className }: SectionProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [done, setDone] = useState(false);
  const dialogs = useActivityDialogs(about, contact);
  if (!may("contacts.view")) return null;
  const of: Query = about.type === "contact" ? { contact_id: about.id } : { related_id: about.id };
  const without = about.type === "contact" ? undefined : ("related" as const);
  return (
    <section className={className ?? classes.card} aria-label={t("activity.section")}>
      <div className={classes.cardHead}>
        <Title order={2} size="0.95rem">
          {t("activity.section")}
        </Title>
        <span className={classes.grow} />
        {writable && may("contacts.create") && (
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={15} />} onClick={() => dialogs.plan()}>
            {t("activity.new")}
          </Button>
        )}
      </div>
      <List query={{ ...of, state: "open", sort: "at" }} dialogs={dialogs} label={t("activity.open")} empty={t("activity.nothingOpen")} without={without} />
      <Button size="compact-sm" variant="subtle" mt={8} aria-expanded={done} onClick={() => setDone(!done)}>
        {t(done ? "activity.hideClosed" : "activity.showClosed")}
      </Button>
      {done && <List query={{ ...of, state: "closed", sort: "-at" }} dialogs={dialogs} label={t("activity.closed")} empty={t("activity.nothingClosed")} without={without} />}
      {dialogs.shown}
    </section>
  );
}
