import { useQuery } from "@tanstack/react-query";

import { locale } from "@/i18n";

import hidden from "./hidden.json";

interface Catalog {
  members: Record<string, string>;
  types: Record<string, string>;
}

/** Only the audit has these words: they are fetched with it. */
const CATALOGS = { es: () => import("./es.json"), en: () => import("./en.json") };

/** A name that no catalog has, as it reads best: `sent_by_id` is "Sent by". */
export function plain(name: string): string {
  const text = name.replace(/(.)_ids?$/, "$1").replace(/_+/g, " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Each member once, without those that only the product reads: keys to sort by, counters of its own. */
export const shownMembers = (type: string, names: readonly string[]): string[] =>
  [...new Set(names)].filter((name) => !hidden.includes(name) && !hidden.includes(`${type}.${name}`));

/** Own members only: a record's may be called `constructor`. */
const own = (words: Record<string, string> | undefined, name: string): string | undefined =>
  words && Object.hasOwn(words, name) ? words[name] : undefined;

export const wordsOf = (catalog: Catalog | undefined) => ({
  type: (name: string): string => own(catalog?.types, name) ?? plain(name),
  member: (type: string, name: string): string =>
    own(catalog?.members, `${type}.${name}`) ?? own(catalog?.members, name) ?? plain(name),
});

/** The reader's words for types of records and their members; `ready` once they are there, or cannot be had. */
export function useAuditedWords() {
  const language = locale();
  const found = useQuery({
    queryKey: ["auditedWords", language],
    queryFn: async (): Promise<Catalog> => (await CATALOGS[language]()).default,
    staleTime: Infinity,
  });
  return { ...wordsOf(found.data), ready: found.isFetched };
}
