import { ActionIcon, Alert, Button, Group, Menu, Select, Text, Title, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowLeft, IconDots, IconPlayerPlay, IconPlus, IconRestore, IconTrash, IconTrophy, IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { ActivitySection } from "@/activities/LazySection";
import { opportunities } from "@/api/resources";
import { useMay } from "@/api/session";
import type { Opportunity } from "@/api/types";
import { dayTime, money } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import { DocumentSection } from "@/documents/LazySection";
import { RemindMe } from "@/reminders/RemindMe";
import { ButtonLink } from "@/ui/ButtonLink";
import { Confirm } from "@/ui/Confirm";
import { Failure, Lines } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { nameIn } from "@/ui/named";
import { useTitle } from "@/ui/useTitle";

import classes from "./contact/ContactPage.module.css";
import { choices, useStages } from "./sales/catalogs";
import type { Ending } from "./sales/Closing";
import { Facts } from "./sales/Facts";
import { History } from "./sales/History";
import { Products } from "./sales/Products";
import { keyOf, tagOf, useAct, useSave } from "./sales/record";
import own from "./sales/sales.module.css";
import { StateBadge } from "./sales/StateBadge";

const Closing = lazy(() => import("./sales/Closing").then((module) => ({ default: module.Closing })));

/** The stage, changed by a drop-down under the title (S-09). */
function StageOf({ one, editable }: { one: Opportunity; editable: boolean }) {
  const { t } = useTranslation();
  const act = useAct();
  const stages = useStages();
  const [busy, setBusy] = useState(false);
  if (one.state !== "open" || !editable)
    return (
      <Text size="sm" c="dimmed">
        {nameIn(one.stage)}
      </Text>
    );
  return (
    <Select
      aria-label={t("sale.stage")}
      size="xs"
      w={220}
      allowDeselect={false}
      disabled={busy}
      data={choices(stages.data?.items ?? [], one.stage_id)}
      value={one.stage_id}
      onChange={(stage) => {
        if (!stage || stage === one.stage_id) return;
        setBusy(true);
        act(one, "stage", { stage_id: stage })
          .then((moved) => showDone(t("sale.moved", { name: moved.title, stage: nameIn(moved.stage) })))
          .catch(showProblem)
          .finally(() => setBusy(false));
      }}
    />
  );
}

export function OpportunityPage() {
  const { t } = useTranslation();
  const { opportunityId } = useParams({ from: "/shell/opportunities/$opportunityId" });
  const may = useMay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const act = useAct();
  const save = useSave(opportunityId);
  const [ending, setEnding] = useState<Ending | null>(null);
  const [discarding, discard] = useDisclosure(false);
  const query = useQuery({
    queryKey: keyOf(opportunityId),
    queryFn: ({ signal }) => opportunities.read(opportunityId, signal),
  });
  const one = query.data?.record;
  const before = useQuery({
    queryKey: keyOf(one?.continues_id ?? ""),
    queryFn: ({ signal }) => opportunities.read(one?.continues_id as string, signal),
    enabled: !!one?.continues_id,
  });
  useTitle(one?.title ?? t("menu.opportunities"));
  if (query.error && !one) return <Failure page error={query.error} retry={() => void query.refetch()} />;
  if (!one) return <Lines count={9} />;
  const discarded = !!one.discarded_at;
  const mayEdit = may("sales.edit") && !discarded;
  const open = one.state === "open";
  const back = one.state === "won" ? "/sales" : "/opportunities";

  return (
    <article>
      <TextLink to={back} size="sm" className={classes.back}>
        <IconArrowLeft size={15} aria-hidden />
        {t(one.state === "won" ? "menu.sales" : "menu.opportunities")}
      </TextLink>
      {discarded && (
        <Alert color="amber" mb="md" role="status" title={t("sale.isDiscarded", { at: dayTime(one.discarded_at as string) })}>
          <Button
            size="compact-sm"
            leftSection={<IconRestore size={15} />}
            onClick={() =>
              act(one, "restore", {})
                .then(() => showDone(t("sale.restored", { name: one.title })))
                .catch(showProblem)
            }
          >
            {t("contact.restore")}
          </Button>
        </Alert>
      )}
      <header className={classes.head}>
        <div className={classes.title}>
          <Title order={1} size="1.35rem">
            {one.title}
          </Title>
          <div className={own.stage}>
            <StateBadge value={one.state} />
            <StageOf one={one} editable={mayEdit} />
            <Text size="sm" fw={600} className="number">
              {money(one.amount)}
            </Text>
          </div>
        </div>
        <div className={classes.tools}>
          <RemindMe record={{ type: "opportunity", id: one.id }} name={one.title} />
          {mayEdit && open && (
            <>
              <Button leftSection={<IconTrophy size={16} />} onClick={() => setEnding("win")}>
                {t("sale.win.action")}
              </Button>
              <Button variant="default" leftSection={<IconX size={16} />} onClick={() => setEnding("lose")}>
                {t("sale.lose.action")}
              </Button>
            </>
          )}
          {one.state === "won" && may("sales.create") && !discarded && (
            <ButtonLink to="/opportunities/new" search={{ continues: one.id }} leftSection={<IconPlus size={16} />}>
              {t("sale.sellAgain")}
            </ButtonLink>
          )}
          {mayEdit && !open && (
            <Button variant="default" leftSection={<IconPlayerPlay size={16} />} onClick={() => setEnding("reopen")}>
              {t("sale.reopen.action")}
            </Button>
          )}
          {may("sales.delete") && !discarded && (
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
                  {t("action.delete")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
      </header>
      {before.data && (
        <Group gap={6} mb="sm">
          <Text size="sm" c="dimmed">
            {t("sale.goesOnFrom")}
          </Text>
          <TextLink to="/opportunities/$opportunityId" params={{ opportunityId: before.data.record.id }} size="sm">
            {before.data.record.title}
          </TextLink>
        </Group>
      )}
      <div className={classes.columns}>
        <div className={classes.left}>
          <section className={classes.card} aria-labelledby="facts-title">
            <Title order={2} size="0.95rem" mb={4} id="facts-title">
              {t("sale.facts")}
            </Title>
            <Facts one={one} editable={mayEdit && open} save={save} />
          </section>
        </div>
        <div className={classes.left}>
          <Products one={one} editable={mayEdit && open} save={save} />
          <ActivitySection about={{ type: "opportunity", id: one.id }} contact={one.contact_name ? { id: one.contact_id, name: one.contact_name } : null} writable={!discarded} className={classes.card} />
          <DocumentSection owner="opportunities" recordId={opportunityId} writable={mayEdit && !discarded} className={classes.card} onChanged={() => void client.invalidateQueries({ queryKey: keyOf(opportunityId) })} />
          <section className={classes.card} aria-labelledby="history-title">
            <Title order={2} size="0.95rem" mb={8} id="history-title">
              {t("sale.history")}
            </Title>
            <History id={opportunityId} />
          </section>
        </div>
      </div>
      {ending && (
        <Suspense fallback={null}>
          <Closing one={one} ending={ending} onClose={() => setEnding(null)} />
        </Suspense>
      )}
      <Confirm
        opened={discarding}
        title={t("sale.discardTitle", { name: one.title })}
        text={t("sale.discardText")}
        action={t("action.delete")}
        onClose={discard.close}
        run={async () => {
          await opportunities.remove(one.id, tagOf(one));
          showDone(t("sale.discardedOne", { name: one.title }));
          void client.invalidateQueries({ queryKey: ["opportunities"] });
          void navigate({ to: "/opportunities" });
        }}
      />
    </article>
  );
}
