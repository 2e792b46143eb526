import { Alert, Button, Group, Modal, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { type BulkEntity, bulkOf, type BulkRun, dealtWith, refusedOf } from "@/api/bulk";
import { number } from "@/app/format";
import { showProblem } from "@/app/toasts";
import { locale } from "@/i18n";

import classes from "./bulk.module.css";

const ASK_AGAIN = 700;
const SHOWN = 100;

interface Props {
  entity: BulkEntity;
  made: BulkRun;
  label: string;
  onClose: () => void;
}

/** Follows a bulk run to its end: how far it is, what became of the records, which were refused. */
export function BulkProgress({ entity, made, label, onClose }: Props) {
  const { t } = useTranslation();
  const bulk = bulkOf(entity);
  const followed = useQuery({
    queryKey: ["bulk", made.id],
    queryFn: ({ signal }) => bulk.read(made.id, signal),
    initialData: made,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.state === "running" ? ASK_AGAIN : false),
  });
  const run = followed.data;
  const running = run.state === "running";
  const cancel = useMutation({ mutationFn: () => bulk.cancel(made.id), onSuccess: () => followed.refetch(), onError: showProblem });
  const closing = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!running) closing.current?.focus();
  }, [running]);
  const { total } = run.counts;
  const dealt = dealtWith(run);
  const refused = refusedOf(run);
  const progress = t("bulk.progress", { done: number(dealt), total: number(total) });
  return (
    <Modal opened onClose={onClose} title={label} closeOnClickOutside={false} closeButtonProps={{ "aria-label": t("action.close") }}>
      <Stack>
        {running && (
          <Progress.Root size="lg">
            <Progress.Section value={total ? Math.min(100, (100 * dealt) / total) : 0} aria-label={label} aria-valuetext={progress} />
          </Progress.Root>
        )}
        {run.failure && (
          <Alert color="red" role="alert">
            {run.failure[locale()]}
          </Alert>
        )}
        <div role="status">
          <Text size="sm" fw={560}>
            {running ? progress : t(`bulk.states.${run.state}`)}
          </Text>
          <Text size="sm">{t("bulk.done", { count: run.counts.done, total: number(run.counts.done) })}</Text>
          {run.counts.unchanged > 0 && <Text size="sm">{t("bulk.unchanged", { count: run.counts.unchanged, total: number(run.counts.unchanged) })}</Text>}
          {refused > 0 && <Text size="sm">{t("bulk.refused", { count: refused, total: number(refused) })}</Text>}
        </div>
        {!running && refused > 0 && <Refused entity={entity} id={run.id} />}
        {running && (
          <Text size="sm" c="dimmed">
            {t("bulk.runningHint")}
          </Text>
        )}
        <Group justify="flex-end">
          {running && (
            <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t("bulk.stop")}
            </Button>
          )}
          {!running && refused > 0 && (
            <Button variant="default" onClick={() => void bulk.save(run.id, t("bulk.file")).catch(showProblem)}>
              {t("bulk.fetch")}
            </Button>
          )}
          <Button ref={closing} data-autofocus onClick={onClose}>
            {t("action.close")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Refused({ entity, id }: { entity: BulkEntity; id: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["bulk", id, "refused"], queryFn: ({ signal }) => bulkOf(entity).refused(id, SHOWN, signal) });
  return (
    // Scrolled by the arrow keys: it has nothing to focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ul className={classes.refused} tabIndex={0} aria-label={t("bulk.refusedList")}>
      {(found.data?.items ?? []).map((one) => (
        <li key={one.id}>
          <Text size="sm" fw={560} span>
            {one.name ?? t("bulk.unseen")}
          </Text>{" "}
          <Text size="sm" c="dimmed" span>
            {one.message}
          </Text>
        </li>
      ))}
      {found.data?.next_cursor && <li>{t("bulk.andMore")}</li>}
    </ul>
  );
}
