import { useTranslation } from "react-i18next";

import type { View } from "@/api/lists";
import type { ContactSearch } from "@/app/router";
import { customQuery } from "@/custom/CustomFilters";
import { PREFIX } from "@/custom/fields";
import type { Column } from "@/ui/RecordTable";

/** In a view: whoever looks. */
export const ME = "@me";

/** The list's question to the server, from what the address says. */
export function contactQuery(search: ContactSearch, me: string) {
  return {
    q: search.q,
    kind: search.kind,
    class: search.class,
    manager_ids: search.mine ? me : undefined,
    type_id: search.type,
    source_id: search.source,
    role_ids: search.role,
    temperature_id: search.temperature,
    tags: search.tag,
    priority: search.priority,
    is_supplier: search.supplier ? true : undefined,
    state: search.discarded ? "discarded" : undefined,
    ...customQuery(search.custom),
  };
}

/** A question as views and exports keep it: what is asked, as texts. */
export const asFilter = (query: Record<string, string | boolean | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));

/** The part of the address that a filter of the API is; what the screen has no filter for is absent. */
const PARTS: Record<string, keyof ContactSearch> = {
  q: "q",
  kind: "kind",
  class: "class",
  type_id: "type",
  source_id: "source",
  role_ids: "role",
  temperature_id: "temperature",
  tags: "tag",
  priority: "priority",
};
const FIXED: Record<string, readonly [value: string, part: keyof ContactSearch]> = {
  manager_ids: [ME, "mine"],
  is_supplier: ["true", "supplier"],
  state: ["discarded", "discarded"],
};

/** The address that a view fills. */
export function viewSearch(view: Pick<View, "id" | "filter" | "sort">): ContactSearch {
  const search: Record<string, string> = { view: view.id };
  const custom = new URLSearchParams();
  for (const [name, value] of Object.entries(view.filter)) {
    const fixed = FIXED[name];
    if (name.startsWith(PREFIX)) custom.set(name.slice(PREFIX.length), value);
    else if (fixed && fixed[0] === value) search[fixed[1]] = "1";
    else if (PARTS[name]) search[PARTS[name]] = value;
  }
  if (custom.size) search.custom = custom.toString();
  if (view.sort) search.sort = view.sort;
  return search;
}

/** Filters of a view, made elsewhere, for which this screen has none. */
export const unshown = (view: Pick<View, "filter">): string[] =>
  Object.entries(view.filter).flatMap(([name, value]) => (name.startsWith(PREFIX) || PARTS[name] || FIXED[name]?.[0] === value ? [] : [name]));

const WORDS: Record<string, string> = {
  type_id: "contact.type",
  source_id: "contact.source",
  role_ids: "contact.roles",
  temperature_id: "contact.temperature",
  tags: "contact.tags",
  manager_ids: "contact.managers",
};

/** What a filter or a column is called. */
export function usePartNames<T>(columns: readonly Column<T>[]) {
  const { t } = useTranslation();
  const nameOf = (name: string): string => {
    const bare = name.startsWith(PREFIX) ? name.split(".").slice(0, 2).join(".") : (name.split(".")[0] ?? name);
    const word = WORDS[bare];
    if (word) return t(word as "contact.type");
    return columns.find((column) => column.id === bare)?.header ?? bare.replace(PREFIX, "");
  };
  return { nameOf };
}
