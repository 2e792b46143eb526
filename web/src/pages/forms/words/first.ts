import { useQuery } from "@tanstack/react-query";

import type { Locale } from "@/api/types";

import type es from "./es.json";

/** What a form says before anybody changed it. */
export type FirstWords = (typeof es)["firstWords"];

/** A form speaks both languages at once, whatever its builder speaks; only the builder has these words. */
const CATALOGS = { es: () => import("./es.json"), en: () => import("./en.json") };

/** The first words of each language; null until they are there. */
export function useFirstWords(): Record<Locale, FirstWords> | null {
  const found = useQuery({
    queryKey: ["firstWords"],
    queryFn: async (): Promise<Record<Locale, FirstWords>> => {
      const [es, en] = await Promise.all([CATALOGS.es(), CATALOGS.en()]);
      return { es: es.default.firstWords, en: en.default.firstWords };
    },
    staleTime: Infinity,
    throwOnError: true, // as for the page itself, whose file they are a part of
  });
  return found.data ?? null;
}
