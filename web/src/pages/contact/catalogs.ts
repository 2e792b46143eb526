import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { contactRoles, contactSources, contactTypes, eventCategories, type Query, tags, taskCategories, temperatures } from "@/api/resources";
import type { CatalogEntry, Page } from "@/api/types";
import { locale } from "@/i18n";
import { nameIn } from "@/ui/named";

const KEEP = 60_000;
type List<T> = (query: Query, signal?: AbortSignal) => Promise<Page<T>>;

function useEntries<T extends CatalogEntry>(key: string, list: List<T>) {
  const query = useQuery({ queryKey: [key], queryFn: ({ signal }) => list({ limit: 200 }, signal), staleTime: KEEP });
  const language = locale();
  return useMemo(() => {
    const all = query.data?.items ?? [];
    const byId = new Map(all.map((one) => [one.id, one]));
    return {
      of: (id: string | null | undefined) => (id ? byId.get(id) : undefined),
      nameOf: (id: string | null | undefined) => {
        const one = id ? byId.get(id) : undefined;
        return one ? nameIn(one) : "";
      },
      /** What may be chosen, with what is chosen already. */
      options: (kept: readonly (string | null | undefined)[] = []) =>
        all.filter((one) => one.active || kept.includes(one.id)).map((one) => ({ value: one.id, label: nameIn(one) })),
    };
    // `language` stands for the language of the names.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [query.data, language]);
}

export const useTypes = () => useEntries("contact-types", contactTypes.list);
export const useSources = () => useEntries("contact-sources", contactSources.list);
export const useContactRoles = () => useEntries("contact-roles", contactRoles.list);
export const useTemperatures = () => useEntries("contact-temperatures", temperatures.list);
export const useEventCategories = () => useEntries("contact-events", eventCategories.list);
export const useTaskCategories = () => useEntries("contact-tasks", taskCategories.list);

/** The names of the organization's tags, to pick from (C-06). */
export function useTags(): string[] {
  const query = useQuery({ queryKey: ["tags"], queryFn: ({ signal }) => tags.list({ limit: 200 }, signal), staleTime: KEEP });
  return useMemo(() => (query.data?.items ?? []).map((one) => one.name), [query.data]);
}

export const PRIORITIES = ["low", "normal", "high"] as const;
export const ACCOUNT_STATUSES = ["active", "inactive", "restricted", "suspended"] as const;
