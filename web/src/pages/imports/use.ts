import { useQuery } from "@tanstack/react-query";

import { type Import, imports } from "@/api/imports";

const AT_WORK = new Set(["reading", "running", "undoing"]);
const OFTEN = 1000;

export const atWork = (one: Import): boolean => AT_WORK.has(one.state);

/** One import; asked again each second while it is at work. */
export const useImport = (id: string) =>
  useQuery({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => imports.read(id, signal),
    refetchInterval: (query) => (query.state.data && atWork(query.state.data) ? OFTEN : false),
  });

export const useLayout = (one: Import) =>
  useQuery({
    queryKey: ["imports", one.id, "layout", one.version],
    queryFn: ({ signal }) => imports.layout(one.id, signal),
    placeholderData: (before) => before,
  });

/** Text as words are compared: in small letters without accents. */
export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");
