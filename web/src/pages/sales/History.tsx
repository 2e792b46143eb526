import { Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { opportunities } from "@/api/resources";
import type { OpportunityEvent } from "@/api/types";
import { dayTime } from "@/app/format";
import { Failure, Lines } from "@/ui/states";

import { keyOf } from "./record";
import classes from "./sales.module.css";

const KINDS = ["created", "edited", "moved", "won", "lost", "reopened", "discarded", "restored", "document_added", "document_removed"] as const;
const FIELDS = [
  "title",
  "description",
  "contact_ids",
  "lines",
  "budget",
  "probability",
  "expected_close_on",
  "owner_id",
  "visibility",
  "shared_user_ids",
  "shared_group_ids",
] as const;

function Told({ event }: { event: OpportunityEvent }) {
  const { t } = useTranslation();
  const kind = KINDS.find((one) => one === event.kind);
  if (!kind) return null;
  const members = [...new Set((event.members ?? []).map((name) => FIELDS.find((one) => one === name)).filter((one) => !!one))];
  return (
    <>
      <Text size="sm" fw={550}>
        {t(`sale.event.${kind}`, { from: event.from_stage ?? "", to: event.to_stage ?? "", detail: event.detail ?? "" })}
      </Text>
      {members.length > 0 && <Text size="sm">{members.map((name) => t(`sale.member.${name}`)).join(", ")}</Text>}
    </>
  );
}

/** What happened, each change of stage with its date (S-09); the newest first. */
export function History({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: [...keyOf(id), "history"],
    queryFn: ({ pageParam, signal }) => opportunities.history(id, { limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  if (query.error && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Lines count={4} />;
  return (
    <>
      <ol className={classes.events}>
        {query.data.pages.flatMap((page) =>
          page.items.map((event) => (
            <li key={event.id}>
              <Told event={event} />
              <Text size="xs" c="dimmed">
                {[dayTime(event.at), event.actor].filter(Boolean).join(" · ")}
              </Text>
            </li>
          )),
        )}
      </ol>
      {query.hasNextPage && (
        <Button variant="default" size="compact-sm" mt="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("sale.more")}
        </Button>
      )}
    </>
  );
}
