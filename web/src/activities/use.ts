import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { activities } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import type { Activity } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { usePeople, useRoles } from "@/ui/directory";

export type Whose = "mine" | "team" | "all";

/** What a list is narrowed to when it is too long to name: the server takes so many ids. */
const MOST = 200;

/** After a change: lists, flags, timelines and reminders are asked again. */
export function useStaleActivities() {
  const client = useQueryClient();
  return () => {
    for (const key of ["activities", "contacts", "reminders"]) void client.invalidateQueries({ queryKey: [key] });
  };
}

/** What can be done with an activity at once, from any list. */
export function useActivityActs() {
  const { t } = useTranslation();
  const onSettled = useStaleActivities();
  const reopen = useMutation({
    mutationFn: (one: Activity) => activities.reopen(one.id),
    onSuccess: (_, one) => showDone(t("activity.reopened", { title: one.title })),
    onSettled,
    onError: showProblem,
  });
  return { reopen };
}

/** Whose activities a list shows, as ids of users and groups; undefined: everybody's (N-09, N-17). */
export function usePeopleIds(whose: Whose): string | undefined {
  const me = useMe();
  const may = useMay();
  const { people } = usePeople();
  const roles = useRoles();
  return useMemo(() => {
    if (whose === "all") return undefined;
    const ids = new Set([me.id, ...me.group_ids]);
    if (whose === "team" && may("gateway.view")) {
      const below = new Set<string>();
      const tree = roles.data?.items ?? [];
      const add = (parent: string) => {
        for (const role of tree)
          if (role.parent_id === parent && !below.has(role.id)) {
            below.add(role.id);
            add(role.id);
          }
      };
      add(me.role_id);
      for (const one of people)
        if (below.has(one.role_id) || one.group_ids.some((group) => me.group_ids.includes(group))) ids.add(one.id);
    }
    return [...ids].slice(0, MOST).join(",");
  }, [whose, me, may, people, roles.data]);
}
