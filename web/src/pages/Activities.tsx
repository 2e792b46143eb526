import { ActionIcon, Button, SegmentedControl, Select, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconSettings } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { useActivityDialogs } from "@/activities/Dialogs";
import { KINDS } from "@/activities/kinds";
import { usePeopleIds } from "@/activities/use";
import { activities } from "@/api/resources";
import { useMay } from "@/api/session";
import type { Count } from "@/api/types";
import { number } from "@/app/format";
import type { ActivitySearch } from "@/app/router";
import { showProblem } from "@/app/toasts";
import { Filters } from "@/ui/Filters";
import { SearchField } from "@/ui/SearchField";
import { PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { ActivityList } from "./activities/ActivityList";
import { Calendar } from "./activities/Calendar";
import { Overview } from "./activities/Overview";
import classes from "./list.module.css";

const Yellow = lazy(() => import("./activities/Yellow").then((module) => ({ default: module.Yellow })));

/** Everything to do and done of oneself and one's colleagues: at a glance, as a list, in a calendar. */
export function Activities() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const search = useSearch({ from: "/shell/activities" });
  const [count, setCount] = useState<Count | null>(null);
  const [tuning, tune] = useDisclosure(false);
  const dialogs = useActivityDialogs();
  useTitle(t("menu.activities"));
  const view = search.view ?? "overview";
  const people = usePeopleIds(search.whose ?? "mine");
  const change = useCallback(
    (part: Partial<ActivitySearch>) => void navigate({ to: "/activities", search: (old) => ({ ...(old as ActivitySearch), ...part }), replace: true }),
    [navigate],
  );
  const setText = useCallback((q: string) => change({ q: q || undefined }), [change]);
  const query = useMemo(() => ({ "people_ids.in": people, kind: search.act, q: search.q }), [people, search.act, search.q]);
  const listed = useMemo(
    () => ({ ...query, state: search.state === "all" ? undefined : (search.state ?? "open"), flag: search.flag }),
    [query, search.state, search.flag],
  );

  // An address may ask for a dialog: a new one from the menu, or one that a notice leads to.
  useEffect(() => {
    if (search.new) dialogs.plan(search.new);
    else if (search.activity)
      activities
        .read(search.activity)
        .then(({ record }) => dialogs.edit(record))
        .catch(showProblem);
    else return;
    change({ new: undefined, activity: undefined });
    // The dialogs are this page's own.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [search.new, search.activity]);

  const filtered = !!(search.q || search.act || search.flag || search.state);
  const clear = () => change({ q: undefined, act: undefined, flag: undefined, state: undefined });
  return (
    <div className={view === "list" ? classes.page : undefined}>
      <PageHeader
        title={t("menu.activities")}
        note={
          view === "list" && (
            <span role="status">
              {count && t(count.total_is_estimate ? "table.about" : "table.total", { count: count.total, total: number(count.total) })}
            </span>
          )
        }
      >
        {may("contacts.configure") && (
          <Tooltip label={t("activity.yellowTitle")}>
            <ActionIcon variant="default" size={36} aria-label={t("activity.yellowTitle")} onClick={tune.open}>
              <IconSettings size={18} />
            </ActionIcon>
          </Tooltip>
        )}
        {may("contacts.create") && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => dialogs.plan()}>
            {t("activity.new")}
          </Button>
        )}
      </PageHeader>
      <Filters
        search={<SearchField label={t("activity.search")} value={search.q ?? ""} onChange={setText} />}
        active={[search.whose, search.act, search.flag, search.state].filter(Boolean).length}
      >
        <SegmentedControl
          aria-label={t("activity.view")}
          value={view}
          onChange={(value) => change({ view: value === "overview" ? undefined : (value as "list" | "calendar") })}
          data={(["overview", "list", "calendar"] as const).map((value) => ({ value, label: t(`activity.views.${value}`) }))}
        />
        <SegmentedControl
          aria-label={t("activity.whose")}
          value={search.whose ?? "mine"}
          onChange={(value) => change({ whose: value === "mine" ? undefined : (value as "team" | "all") })}
          data={(["mine", "team", "all"] as const).map((value) => ({ value, label: t(`activity.whoses.${value}`) }))}
        />
        <Select
          aria-label={t("activity.kind")}
          placeholder={t("activity.anyKind")}
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          w={150}
          value={search.act ?? null}
          onChange={(value) => change({ act: (value ?? undefined) as ActivitySearch["act"] })}
          data={KINDS.map((kind) => ({ value: kind, label: t(`activity.kinds.${kind}`) }))}
        />
        {view === "list" && (
          <>
            <Select
              aria-label={t("activity.state")}
              allowDeselect={false}
              w={150}
              value={search.state ?? "open"}
              onChange={(value) => change({ state: value === "open" ? undefined : (value as "closed" | "all") })}
              data={(["open", "closed", "all"] as const).map((value) => ({ value, label: t(`activity.states.${value}`) }))}
            />
            <Select
              aria-label={t("activity.flag")}
              placeholder={t("activity.anyFlag")}
              clearable
              clearButtonProps={{ "aria-label": t("action.clear") }}
              w={170}
              value={search.flag ?? null}
              onChange={(value) => change({ flag: (value ?? undefined) as ActivitySearch["flag"] })}
              data={(["red", "yellow", "green"] as const).map((value) => ({ value, label: t(`activity.flags.${value}`) }))}
            />
          </>
        )}
      </Filters>
      {view === "overview" && <Overview query={query} dialogs={dialogs} search={search} />}
      {view === "list" && (
        <ActivityList
          query={listed}
          sort={search.sort ?? (search.state === "closed" ? "-at" : "at")}
          onSort={(sort) => change({ sort: sort as ActivitySearch["sort"] })}
          dialogs={dialogs}
          filtered={filtered}
          clear={clear}
          onTotal={setCount}
        />
      )}
      {view === "calendar" && <Calendar query={query} dialogs={dialogs} search={search} change={change} />}
      {dialogs.shown}
      {tuning && (
        <Suspense fallback={null}>
          <Yellow onClose={tune.close} />
        </Suspense>
      )}
    </div>
  );
}
