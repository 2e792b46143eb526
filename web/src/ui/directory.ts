import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { profiles, roles, users } from "@/api/resources";
import { useMay } from "@/api/session";
import type { User } from "@/api/types";

/** The people of the organization, for names and pickers. */
export function usePeople() {
  const may = useMay();
  const query = useQuery({
    queryKey: ["users", "directory"],
    queryFn: async ({ signal }) => {
      const all: User[] = [];
      let cursor: string | undefined;
      do {
        const page = await users.list({ limit: 200, sort: "name", cursor }, signal);
        all.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor && all.length < 2000);
      return all;
    },
    enabled: may("gateway.view"),
    staleTime: 60_000,
  });
  const people = query.data;
  return useMemo(() => {
    const byId = new Map((people ?? []).map((user) => [user.id, user]));
    return {
      people: people ?? [],
      nameOf: (id: string | null | undefined) => (id ? (byId.get(id)?.name ?? "") : ""),
      options: (people ?? [])
        .filter((user) => user.active)
        .map((user) => ({ value: user.id, label: user.name })),
    };
  }, [people]);
}

export const useRoles = () =>
  useQuery({ queryKey: ["roles"], queryFn: ({ signal }) => roles.list({ limit: 200 }, signal) });

export const useProfiles = () =>
  useQuery({ queryKey: ["profiles"], queryFn: ({ signal }) => profiles.list({ limit: 200 }, signal) });
