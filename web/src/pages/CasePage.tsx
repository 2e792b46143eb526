import { ActionIcon, Alert, Button, Checkbox, Group, Menu, Text, Title, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowLeft, IconCircleCheck, IconDots, IconRestore, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { ActivitySection } from "@/activities/LazySection";
import { cases } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import { dayTime } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import { DocumentSection } from "@/documents/LazySection";
import { RemindMe } from "@/reminders/RemindMe";
import { Confirm } from "@/ui/Confirm";
import { Failure, Lines } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import { Due, StateBadge } from "./cases/badges";
import { CaseFacts } from "./cases/CaseFacts";
import own from "./cases/CasePage.module.css";
import { useCatalogs } from "./cases/catalogs";
import { ReopenDialog, SolveDialog } from "./cases/Dialogs";
import { History } from "./cases/History";
import { Participants } from "./cases/Participants";
import { keyOf, useSave } from "./cases/record";
import classes from "./contact/ContactPage.module.css";

export function CasePage() {
  const { t } = useTranslation();
  const { caseId } = useParams({ from: "/shell/cases/$caseId" });
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { nameOf } = useCatalogs();
  const [solving, solve] = useDisclosure(false);
  const [reopening, reopen] = useDisclosure(false);
  const [discarding, discard] = useDisclosure(false);
  const save = useSave(caseId);
  const titleId = useId();
  const query = useQuery({ queryKey: keyOf(caseId), queryFn: ({ signal }) => cases.read(caseId, signal) });
  const one = query.data?.record;
  useTitle(one ? `${one.number} ${one.title}` : t("menu.cases"));
  const refresh = () => void client.invalidateQueries({ queryKey: ["cases"] });
  const close = useMutation({
    mutationFn: () => cases.close(caseId),
    onSuccess: () => {
      showDone(t("case.closed", { number: one?.number }));
      refresh();
    },
    onError: showProblem,
  });
  const restore = useMutation({
    mutationFn: () => cases.restore(caseId),
    onSuccess: () => {
      showDone(t("case.restored", { number: one?.number }));
      refresh();
    },
    onError: showProblem,
  });

  if (query.error && !one) return <Failure page error={query.error} retry={() => void query.refetch()} />;
  if (!one) return <Lines count={9} />;
  const discarded = !!one.discarded_at;
  const editable = may("cases.edit") && !discarded;
  const open = one.state_class === "new" || one.state_class === "in_progress";
  const closed = one.state_class === "closed";

  return (
    <article aria-labelledby={titleId}>
      <TextLink to="/cases" size="sm" className={classes.back}>
        <IconArrowLeft size={15} />
        {t("menu.cases")}
      </TextLink>
      {one.discarded_at && (
        <Alert color="amber" mb="sm" title={t("case.isDiscarded")}>
          <Group justify="space-between">
            <span>{dayTime(one.discarded_at)}</span>
            {me.is_administrator && (
              <Button size="compact-sm" variant="default" leftSection={<IconRestore size={15} />} loading={restore.isPending} onClick={() => restore.mutate()}>
                {t("case.restore")}
              </Button>
            )}
          </Group>
        </Alert>
      )}
      <header className={classes.head}>
        {editable && (
          <Tooltip label={t(closed ? "case.untick" : "case.tick")}>
            <Checkbox
              size="md"
              aria-label={t(closed ? "case.untick" : "case.tick")}
              checked={closed}
              disabled={close.isPending}
              onChange={() => (closed ? reopen.open() : close.mutate())}
            />
          </Tooltip>
        )}
        <div className={classes.title}>
          <Title order={1} size="1.4rem" id={titleId}>
            {one.title}
          </Title>
          <Group gap={8} mt={4}>
            <Text size="sm" className="number" fw={560}>
              {one.number}
            </Text>
            <Text size="sm" c="dimmed">
              {nameOf(one.type_id)}
            </Text>
            <StateBadge value={one.state_class} name={nameOf(one.state_id)} />
            {open && one.due_at && <Due one={one} />}
          </Group>
        </div>
        <div className={classes.tools}>
          <RemindMe record={{ type: "case", id: one.id }} name={one.title} />
          {editable && open && (
            <Button leftSection={<IconCircleCheck size={17} />} onClick={solve.open}>
              {t("case.solve")}
            </Button>
          )}
          {editable && !open && (
            <Button variant="default" leftSection={<IconRestore size={16} />} onClick={reopen.open}>
              {t("case.reopen")}
            </Button>
          )}
          {may("cases.delete") && !discarded && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Tooltip label={t("table.actions")}>
                  <ActionIcon variant="default" size={36} aria-label={t("table.actions")}>
                    <IconDots size={18} />
                  </ActionIcon>
                </Tooltip>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={discard.open}>
                  {t("case.discard")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
      </header>
      <div className={classes.columns}>
        <section className={classes.card} aria-label={t("case.facts")}>
          <Title order={2} size="0.95rem" mb={4}>
            {t("case.facts")}
          </Title>
          <CaseFacts one={one} editable={editable} save={save} />
        </section>
        <div className={classes.left}>
          {one.solution && (
            <section className={classes.card} aria-label={t("case.solution")}>
              <Title order={2} size="0.95rem" mb={6}>
                {t("case.solution")}
              </Title>
              <div className={own.solution}>{one.solution}</div>
              {one.solved_at && (
                <Text size="xs" c="dimmed" mt={6}>
                  {dayTime(one.solved_at)}
                </Text>
              )}
            </section>
          )}
          <ActivitySection about={{ type: "case", id: one.id }} contact={one.contact_id && one.contact_name ? { id: one.contact_id, name: one.contact_name } : null} writable={!discarded} className={classes.card} />
          <DocumentSection owner="cases" recordId={caseId} writable={editable} className={classes.card} onChanged={refresh} />
          <section className={classes.card} aria-label={t("case.participants")}>
            <Title order={2} size="0.95rem" mb={6}>
              {t("case.participants")}
            </Title>
            <Participants one={one} editable={editable} />
          </section>
          <section className={classes.card} aria-label={t("case.history")}>
            <Title order={2} size="0.95rem" mb={2}>
              {t("case.history")}
            </Title>
            <History caseId={caseId} />
          </section>
        </div>
      </div>
      <SolveDialog one={one} opened={solving} onClose={solve.close} onDone={refresh} />
      <ReopenDialog one={one} opened={reopening} onClose={reopen.close} onDone={refresh} />
      <Confirm
        opened={discarding}
        title={t("case.discardTitle", { number: one.number })}
        text={t("case.discardText")}
        action={t("case.discard")}
        onClose={discard.close}
        run={async () => {
          await cases.remove(caseId, query.data?.etag ?? "");
          showDone(t("case.discardedOne", { number: one.number }));
          refresh();
          void navigate({ to: "/cases" });
        }}
      />
    </article>
  );
}
