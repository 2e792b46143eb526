import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { casePriorities, caseStates, caseTypes } from "@/api/resources";
import type { StateClass } from "@/api/types";
import { locale } from "@/i18n";

interface Entry {
  id: string;
  name: string;
  name_en: string;
  active: boolean;
}

/** A catalog's entry in the reader's language. */
export const named = (one: Entry): string => (locale() === "en" && one.name_en) || one.name;

const ALL = { limit: 200 };
const KEEP = 60_000;

const useTypes = () =>
  useQuery({ queryKey: ["case-types"], queryFn: ({ signal }) => caseTypes.list(ALL, signal), staleTime: KEEP });
const useStates = () =>
  useQuery({ queryKey: ["case-states"], queryFn: ({ signal }) => caseStates.list(ALL, signal), staleTime: KEEP });
const usePriorities = () =>
  useQuery({ queryKey: ["case-priorities"], queryFn: ({ signal }) => casePriorities.list(ALL, signal), staleTime: KEEP });

const optionsOf = (all: readonly Entry[], kept?: string | null) =>
  all.filter((one) => one.active || one.id === kept).map((one) => ({ value: one.id, label: named(one) }));

/** The organization's words for cases: names of all, choices among those in use. */
export function useCatalogs() {
  const types = useTypes();
  const states = useStates();
  const priorities = usePriorities();
  const language = locale();
  return useMemo(() => {
    const allTypes = types.data?.items ?? [];
    const allStates = states.data?.items ?? [];
    const allPriorities = priorities.data?.items ?? [];
    const names = new Map([...allTypes, ...allStates, ...allPriorities].map((one) => [one.id, named(one)]));
    return {
      types: allTypes,
      error: types.error ?? states.error ?? priorities.error,
      ready: !!(types.data && states.data && priorities.data),
      nameOf: (id: string | null | undefined) => (id ? (names.get(id) ?? "") : ""),
      classOf: (id: string) => allStates.find((one) => one.id === id)?.state_class,
      typeOptions: (kept?: string | null) => optionsOf(allTypes, kept),
      priorityOptions: (kept?: string | null) => optionsOf(allPriorities, kept),
      stateOptions: (classes: readonly StateClass[], kept?: string | null) =>
        optionsOf(
          allStates.filter((one) => classes.includes(one.state_class)),
          kept,
        ),
    };
    // `language` stands for the language of the names.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [types.data, states.data, priorities.data, types.error, states.error, priorities.error, language]);
}
