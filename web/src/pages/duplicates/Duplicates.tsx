import { Button, Checkbox, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconCopyCheck } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { BY, type By, type DuplicateGroup, duplicates } from "@/api/duplicates";
import { day } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import parts from "@/pages/contact/Parts.module.css";
import { usePhoneFormat } from "@/phone/numbers";
import { ClassBadge } from "@/ui/badges";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

const Merge = lazy(() => import("./Merge").then((module) => ({ default: module.Merge })));
/** How many a merge takes: the one that remains and five others. */
const MOST = 6;

function SharedBy({ group, onMerge }: { group: DuplicateGroup; onMerge: (ids: string[]) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const phone = usePhoneFormat();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const intent = useRef(intentKey());
  const chosen = group.contacts.filter((one) => !left.has(one.id)).map((one) => one.id);
  const apart = useMutation({
    mutationFn: () => duplicates.apart(chosen, intent.current),
    onSuccess: () => {
      showDone(t("duplicates.keptApart"));
      void client.invalidateQueries({ queryKey: ["contacts", "duplicates"] });
    },
    onError: showProblem,
  });
  const title = group.by === "phone" ? phone(group.key) : group.by === "email" ? group.key : (group.contacts[0]?.name ?? "");
  return (
    <section className={parts.card} aria-label={t("duplicates.group", { key: title })}>
      <Stack gap={8}>
        <Text size="sm" fw={580}>
          {title}
        </Text>
        {group.contacts.map((one) => (
          <Group key={one.id} gap={10} wrap="nowrap" align="start">
            <Checkbox
              mt={2}
              aria-label={t("duplicates.choose", { name: one.name })}
              checked={!left.has(one.id)}
              onChange={(event) => {
                const next = new Set(left);
                if (event.currentTarget.checked) next.delete(one.id);
                else next.add(one.id);
                intent.current = intentKey();
                setLeft(next);
              }}
            />
            <div>
              <Group gap={8}>
                <TextLink to="/contacts/$contactId" params={{ contactId: one.id }} size="sm">
                  {one.name}
                </TextLink>
                <ClassBadge value={one.class} />
              </Group>
              <Text size="xs" c="dimmed">
                {[one.phone && phone(one.phone), one.email, one.tax_id, t("duplicates.since", { day: day(one.created_at) })].filter(Boolean).join(" · ")}
              </Text>
            </div>
          </Group>
        ))}
        <Group gap={8}>
          <Button size="compact-md" disabled={chosen.length < 2 || chosen.length > MOST} onClick={() => onMerge(chosen)}>
            {t("duplicates.compare")}
          </Button>
          <Button size="compact-md" variant="default" disabled={chosen.length < 2} loading={apart.isPending} onClick={() => apart.mutate()}>
            {t("duplicates.apart")}
          </Button>
        </Group>
      </Stack>
    </section>
  );
}

/** Contacts that may be one and the same, by what they share (C-46). */
export function Duplicates() {
  const { t } = useTranslation();
  useTitle(t("menu.duplicates"));
  const navigate = useNavigate();
  const small = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const { by = "phone" } = useSearch({ from: "/shell/contacts/duplicates" });
  const [merging, setMerging] = useState<string[] | null>(null);
  const query = useInfiniteQuery({
    queryKey: ["contacts", "duplicates", by],
    queryFn: ({ pageParam, signal }) => duplicates.list(by, pageParam || undefined, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });
  const groups = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t("menu.duplicates")} note={t("duplicates.hint")} />
      <SegmentedControl
        mb="md"
        orientation={small ? "vertical" : "horizontal"}
        aria-label={t("duplicates.by")}
        data={BY.map((value) => ({ value, label: t(`duplicates.reasons.${value}`) }))}
        value={by}
        onChange={(value) => void navigate({ to: "/contacts/duplicates", search: { by: value as By }, replace: true })}
      />
      {query.isPending && <Lines count={6} />}
      {query.error && !groups.length && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !groups.length && !query.hasNextPage && (
        <Blank icon={IconCopyCheck} title={t("duplicates.none")}>
          {t("duplicates.noneHint")}
        </Blank>
      )}
      <Stack gap="md">
        {groups.map((group) => (
          <SharedBy key={`${group.key} ${group.contacts.map((one) => one.id).join(" ")}`} group={group} onMerge={setMerging} />
        ))}
      </Stack>
      {query.hasNextPage && (
        <Button variant="default" fullWidth mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("duplicates.more")}
        </Button>
      )}
      {merging && (
        <Suspense fallback={null}>
          <Merge ids={merging} onClose={() => setMerging(null)} onMerged={() => setMerging(null)} />
        </Suspense>
      )}
    </>
  );
}
