import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconArrowBackUp, IconDownload, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Import, imports } from "@/api/imports";
import { number } from "@/app/format";
import { showProblem } from "@/app/toasts";
import { locale } from "@/i18n";
import { ButtonLink } from "@/ui/ButtonLink";
import { Confirm } from "@/ui/Confirm";

import classes from "./imports.module.css";
import { atWork } from "./use";

export const RESULTS = ["created", "updated", "skipped", "rejected"] as const;
const UNDONE = ["removed", "restored", "kept"] as const;

/** Asks before an import is undone, and says what stays. */
export function Undo({ one, onClose, then }: { one: Import; onClose: () => void; then: () => void }) {
  const { t } = useTranslation();
  return (
    <Confirm
      opened
      title={t("imports.undoTitle")}
      text={t("imports.undoText")}
      action={t("imports.undo")}
      onClose={onClose}
      run={async () => {
        await imports.undo(one);
        then();
      }}
    />
  );
}

function Counts({ items }: { items: { name: string; label: string; value: number }[] }) {
  return (
    <dl className={classes.counts}>
      {items.map((item) => (
        <div key={item.name}>
          <dt>{item.label}</dt>
          <dd data-count={item.name}>{number(item.value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Working({ one }: { one: Import }) {
  const { t } = useTranslation();
  const total = one.counts.total ?? 0;
  const done = one.state === "undoing" ? one.undone.removed + one.undone.restored + one.undone.kept : one.counts.read;
  const of = one.state === "undoing" ? one.counts.created + one.counts.updated : total;
  const label = t("imports.progress", { read: number(done), total: number(of) });
  return (
    <Stack gap={6}>
      <Progress.Root size="lg">
        <Progress.Section value={of ? Math.min(100, (100 * done) / of) : 0} aria-label={t(`imports.states.${one.state}`)} aria-valuetext={label} />
      </Progress.Root>
      <Text size="sm" role="status" className="number">
        {one.state === "reading" ? t("imports.reading") : label}
      </Text>
      {one.state !== "reading" && (
        <Text size="sm" c="dimmed">
          {t("imports.runningHint")}
        </Text>
      )}
    </Stack>
  );
}

/** An import at work or after it: how far it is, what came of it, what can be done now. */
export function Result({ one }: { one: Import }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<"undo" | "remove" | null>(null);
  const again = () => void client.invalidateQueries({ queryKey: ["imports"] });
  const resume = useMutation({ mutationFn: () => imports.start(one), onSuccess: again, onError: showProblem });
  const busy = atWork(one);
  return (
    <Stack>
      {one.state === "failed" && (
        <Alert color="red" role="alert" title={t("imports.failed")}>
          {one.failure?.[locale()]}
        </Alert>
      )}
      {busy && <Working one={one} />}
      {one.started_at && <Counts items={RESULTS.map((name) => ({ name, label: t(`imports.counts.${name}`), value: one.counts[name] }))} />}
      {(one.state === "undone" || one.state === "undoing") && (
        <Counts items={UNDONE.map((name) => ({ name, label: t(`imports.counts.${name}`), value: one.undone[name] }))} />
      )}
      <Group>
        {one.state === "done" && <ButtonLink to="/contacts">{t("imports.seeContacts")}</ButtonLink>}
        {one.state === "failed" && one.started_at && (
          <Button leftSection={<IconPlayerPlay size={16} />} loading={resume.isPending} onClick={() => resume.mutate()}>
            {t("imports.resume")}
          </Button>
        )}
        {one.counts.rejected > 0 && (
          <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => void imports.saveErrors(one).catch(showProblem)}>
            {t("imports.errors")}
          </Button>
        )}
        {one.started_at && one.state !== "undone" && one.state !== "undoing" && (
          <Button variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={() => setAsked("undo")}>
            {t("imports.undo")}
          </Button>
        )}
        {!busy && (
          <Button variant="default" leftSection={<IconTrash size={16} />} onClick={() => setAsked("remove")}>
            {t("imports.remove")}
          </Button>
        )}
        <ButtonLink to="/imports" variant="default">
          {t("imports.backToList")}
        </ButtonLink>
      </Group>
      {asked === "undo" && <Undo one={one} onClose={() => setAsked(null)} then={again} />}
      <Confirm
        opened={asked === "remove"}
        title={t("imports.removeTitle")}
        text={t("imports.removeText")}
        action={t("imports.remove")}
        onClose={() => setAsked(null)}
        run={async () => {
          await imports.remove(one);
          void client.invalidateQueries({ queryKey: ["imports", "list"] });
          void navigate({ to: "/imports" });
        }}
      />
    </Stack>
  );
}
