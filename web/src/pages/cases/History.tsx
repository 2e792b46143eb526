import { Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { cases } from "@/api/resources";
import type { CaseEvent, Page } from "@/api/types";
import { dayTime } from "@/app/format";
import { usePeople } from "@/ui/directory";
import { Failure, Lines } from "@/ui/states";

import classes from "./CasePage.module.css";
import { useCatalogs } from "./catalogs";

const KINDS = ["opened", "edited", "solved", "closed", "reopened", "discarded", "restored", "document_added", "document_removed"] as const;
const MEMBERS = [
  "title",
  "description",
  "contact_id",
  "company_id",
  "participant_ids",
  "assignee_id",
  "priority_id",
  "depends_on_id",
  "state_id",
  "solution",
  "visibility",
  "shared_user_ids",
  "shared_group_ids",
  "due_at",
] as const;

interface Params {
  changes?: Record<string, { from?: unknown; to?: unknown }>;
  solution?: string;
  reason?: string;
  forced_because?: string;
  document?: string;
}

/** What a change came to, in words: "Prioridad: Alta → Baja". */
function useChangeWords() {
  const { t } = useTranslation();
  const { nameOf } = useCatalogs();
  const { nameOf: personOf } = usePeople();
  const word = (member: string, value: unknown): string => {
    if (typeof value !== "string") return "";
    if (member === "due_at") return dayTime(value);
    if (member === "assignee_id") return personOf(value);
    if (member === "state_id" || member === "priority_id") return nameOf(value);
    return member === "title" ? value : "";
  };
  return (changes: NonNullable<Params["changes"]>) =>
    MEMBERS.filter((member) => member in changes)
      .map((member) => {
        const label = t(`case.members.${member}`);
        const { from, to } = changes[member] ?? {};
        const [before, after] = [word(member, from), word(member, to)];
        if (!before && !after) return label;
        const none = t("case.nothing");
        return t("case.fromTo", { member: label, from: before || none, to: after || none });
      })
      .join("; ");
}

function Line({ event }: { event: CaseEvent }) {
  const { t } = useTranslation();
  const words = useChangeWords();
  const params = event.params as Params;
  const kind = KINDS.find((one) => one === event.kind) ?? "edited";
  const said = [
    params.changes && words(params.changes),
    params.solution,
    params.reason,
    params.document,
    params.forced_because && t("case.forcedBecause", { reason: params.forced_because }),
  ].filter(Boolean);
  return (
    <li>
      <Text size="sm" fw={560}>
        {t(`case.events.${kind}`)}
      </Text>
      <Text size="xs" c="dimmed">
        {[dayTime(event.at), event.actor].filter(Boolean).join(" · ")}
      </Text>
      {said.map((text) => (
        <Text size="sm" key={text} className={classes.solution}>
          {text}
        </Text>
      ))}
    </li>
  );
}

/** Who did what with a case, the newest first (K-06). */
export function History({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ["cases", "history", caseId],
    queryFn: ({ pageParam, signal }) => cases.history(caseId, { limit: 50, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<CaseEvent>) => page.next_cursor,
  });
  if (query.error && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Lines count={3} />;
  return (
    <>
      <ol className={classes.history} aria-label={t("case.history")}>
        {query.data.pages.flatMap((page) => page.items).map((event) => (
          <Line key={event.id} event={event} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button variant="default" size="compact-md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("table.more")}
        </Button>
      )}
    </>
  );
}
