import { Button, Group, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import classes from "@/activities/activities.module.css";
import type { ActivityDialogs } from "@/activities/Dialogs";
import { Flag } from "@/activities/Flag";
import { KIND_ICONS } from "@/activities/kinds";
import { ActivityTitle, Concerns, Tick, When } from "@/activities/Rows";
import { activities, type Query } from "@/api/resources";
import type { Activity, Count } from "@/api/types";
import { usePeople } from "@/ui/directory";
import { type Column, RecordTable } from "@/ui/RecordTable";
import { Blank } from "@/ui/states";

import list from "../list.module.css";

interface Props {
  query: Query;
  sort: string;
  onSort: (sort: string) => void;
  dialogs: ActivityDialogs;
  filtered: boolean;
  clear: () => void;
  onTotal: (count: Count | null) => void;
}

function useColumns(dialogs: ActivityDialogs): Column<Activity>[] {
  const { t } = useTranslation();
  const { nameOf } = usePeople();
  return useMemo(
    () => [
      { id: "tick", header: t("activity.done"), track: "64px", always: true, cell: (one) => <Tick one={one} dialogs={dialogs} /> },
      {
        id: "title",
        header: t("activity.title"),
        track: "minmax(180px, 2.2fr)",
        always: true,
        cell: (one) => (
          <Group gap={8} wrap="nowrap" miw={0}>
            <Flag value={one.flag} />
            <div className={list.cut}>
              <ActivityTitle one={one} dialogs={dialogs} />
            </div>
          </Group>
        ),
      },
      {
        id: "kind",
        header: t("activity.kind"),
        track: "104px",
        cell: (one) => {
          const Sign = KIND_ICONS[one.kind];
          return (
            <span className={classes.kind}>
              <Sign size={15} stroke={1.8} />
              {t(`activity.kinds.${one.kind}`)}
            </span>
          );
        },
      },
      { id: "when", header: t("activity.when"), track: "minmax(150px, 1.2fr)", sort: "at", cell: (one) => <When one={one} /> },
      {
        id: "concerns",
        header: t("activity.with"),
        track: "minmax(130px, 1.4fr)",
        cell: (one) => (
          <span className={list.cut}>
            <Concerns one={one} />
          </span>
        ),
      },
      {
        id: "assignee",
        header: t("activity.assignee"),
        track: "minmax(110px, 1fr)",
        cell: (one) => <span className={list.cut}>{nameOf(one.assignee_id)}</span>,
      },
    ],
    [t, nameOf, dialogs],
  );
}

/** Every activity in the order of time, the completed ones too (N-18). */
export function ActivityList({ query, sort, onSort, dialogs, filtered, clear, onTotal }: Props) {
  const { t } = useTranslation();
  const columns = useColumns(dialogs);
  return (
    <RecordTable<Activity>
      name="activities"
      label={t("menu.activities")}
      columns={columns}
      hidden={new Set()}
      query={query}
      sort={sort}
      onSort={onSort}
      source={activities}
      onTotal={onTotal}
      onOpen={dialogs.edit}
      compact={(one) => (
        <Group gap={10} wrap="nowrap">
          <Tick one={one} dialogs={dialogs} />
          <div className={list.grow}>
            <Text size="sm" truncate component="div">
              <ActivityTitle one={one} dialogs={dialogs} />
            </Text>
            <Text size="xs" c="dimmed" truncate component="div">
              {t(`activity.kinds.${one.kind}`)} · <When one={one} />
            </Text>
          </div>
          <Flag value={one.flag} />
        </Group>
      )}
      empty={
        filtered ? (
          <Blank
            title={t("activity.noneFound")}
            action={
              <Button variant="default" onClick={clear}>
                {t("table.clearFilters")}
              </Button>
            }
          />
        ) : (
          <Blank title={t("activity.none")}>{t("activity.noneHint")}</Blank>
        )
      }
    />
  );
}
