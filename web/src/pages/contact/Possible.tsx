import { Button, Group, Text, Title } from "@mantine/core";
import { IconCopyCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { type DuplicateMatch, duplicates } from "@/api/duplicates";
import { showDone, showProblem } from "@/app/toasts";
import { usePhoneFormat } from "@/phone/numbers";
import { TextLink } from "@/ui/TextLink";

import classes from "./Parts.module.css";

const Merge = lazy(() => import("@/pages/duplicates/Merge").then((module) => ({ default: module.Merge })));

/** The contacts that this one may be as well (C-46); nothing where there is none. */
export function Possible({ contactId, className }: { contactId: string; className?: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const phone = usePhoneFormat();
  const [other, setOther] = useState<string | null>(null);
  const query = useQuery({ queryKey: ["contacts", "like", contactId], queryFn: ({ signal }) => duplicates.of(contactId, signal), staleTime: 30_000 });
  const apart = useMutation({
    mutationFn: (one: DuplicateMatch) => duplicates.apart([contactId, one.id], intentKey()),
    onSuccess: () => {
      showDone(t("duplicates.keptApart"));
      void client.invalidateQueries({ queryKey: ["contacts", "like"] });
    },
    onError: showProblem,
  });
  const items = query.data?.items ?? [];
  if (!items.length) return null;
  return (
    <section className={`${classes.card} ${className ?? ""}`} aria-label={t("duplicates.possible")}>
      <div className={classes.head}>
        <IconCopyCheck size={17} stroke={1.7} />
        <Title order={2} size="0.95rem">
          {t("duplicates.possible")}
        </Title>
      </div>
      <ul className={classes.list}>
        {items.map((one) => (
          <li key={one.id}>
            <div>
              <TextLink to="/contacts/$contactId" params={{ contactId: one.id }} size="sm" className={classes.name}>
                {one.name}
              </TextLink>
              <Text size="xs" c="dimmed">
                {[one.by.map((by) => t(`duplicates.reasons.${by}`)).join(", "), one.phone && phone(one.phone), one.email].filter(Boolean).join(" · ")}
              </Text>
            </div>
            <Group gap={6}>
              <Button size="compact-sm" variant="default" aria-label={t("duplicates.mergeWith", { name: one.name })} onClick={() => setOther(one.id)}>
                {t("duplicates.merge")}
              </Button>
              <Button size="compact-sm" variant="subtle" aria-label={t("duplicates.apartFrom", { name: one.name })} loading={apart.isPending && apart.variables.id === one.id} onClick={() => apart.mutate(one)}>
                {t("duplicates.apart")}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      {other && (
        <Suspense fallback={null}>
          <Merge
            ids={[contactId, other]}
            onClose={() => setOther(null)}
            onMerged={(survivor) => {
              setOther(null);
              if (survivor.id !== contactId) void navigate({ to: "/contacts/$contactId", params: { contactId: survivor.id } });
            }}
          />
        </Suspense>
      )}
    </section>
  );
}
