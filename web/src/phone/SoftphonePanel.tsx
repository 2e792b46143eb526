import { ActionIcon, Button, CloseButton, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import {
  IconDialpad,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneIncoming,
  IconPhoneX,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problems";
import { calls } from "@/api/resources";
import type { Call } from "@/api/types";
import { ago } from "@/app/format";
import { problemText } from "@/app/toasts";
import { Lines } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";

import { CallParty, CallTimer } from "./CallParty";
import { usePhoneFormat } from "./numbers";
import { useTelephone } from "./PhoneProvider";
import classes from "./Softphone.module.css";
import { type AgentChoice, otherNumber } from "./state";

const WrapUp = lazy(() => import("./WrapUp").then((module) => ({ default: module.WrapUp })));

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

function AgentState() {
  const { t } = useTranslation();
  const { agent, operator, choice, choose } = useTelephone();
  const busy = !!agent?.after_call || agent?.state === "on_call";
  return (
    <div className={classes.agent} data-state={choice}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t("phone.agentState")}
        disabled={!operator}
        value={choice}
        onChange={(next) => void choose(next as AgentChoice)}
        data={(["available", "paused", "offline"] as const).map((state) => ({
          value: state,
          label: t(`phone.state.${state}`),
        }))}
      />
      <Text size="xs" c="dimmed" mt={6} role="status">
        {agent && !operator
          ? t("phone.hint.noOperator")
          : agent?.state === "wrapup"
            ? t("phone.hint.wrapup")
            : busy && choice !== "available"
              ? t("phone.hint.after")
              : t(`phone.hint.${choice}`)}
      </Text>
    </div>
  );
}

function Keypad({ onDigit }: { onDigit: (digit: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.keypad} role="group" aria-label={t("phone.keypad")}>
      {DIGITS.map((digit) => (
        <button key={digit} type="button" className={classes.key} onClick={() => onDigit(digit)}>
          {digit}
        </button>
      ))}
    </div>
  );
}

function Simulate() {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  async function simulate() {
    setBusy(true);
    setFailure(null);
    try {
      await calls.simulate();
    } catch (error) {
      setFailure(problemText(asProblem(error)));
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className={classes.simulate}>
      <Button fullWidth variant="default" loading={busy} leftSection={<IconPhoneIncoming size={16} />} onClick={() => void simulate()}>
        {t("phone.simulate")}
      </Button>
      {failure && (
        <Text size="xs" c="var(--mantine-color-error)" mt={6} role="alert">
          {failure}
        </Text>
      )}
    </div>
  );
}

/** The missed calls of the last day, to call back (T-16). */
function Missed() {
  const { t } = useTranslation();
  const shown = usePhoneFormat();
  const [since] = useState(() => new Date(Date.now() - 86_400_000).toISOString());
  const { data } = useQuery({
    queryKey: ["calls", "missed", since],
    queryFn: ({ signal }) =>
      calls.list({ status: "missed", "started_at.gte": since, sort: "-started_at", limit: 5 }, signal),
  });
  const missed = data?.items ?? [];
  if (!missed.length) return null;
  return (
    <section aria-labelledby="missed-title">
      <Title order={3} size="0.78rem" c="dimmed" fw={600} mb={4} id="missed-title">
        {t("phone.missed")}
      </Title>
      <ul className={classes.missed}>
        {missed.map((call) => (
          <li key={call.id}>
            <div className={classes.missedText}>
              <Text size="sm" fw={540} truncate>
                {call.contact_id ? (
                  <TextLink to="/contacts/$contactId" params={{ contactId: call.contact_id }} size="sm">
                    {call.contact_name ?? shown(otherNumber(call))}
                  </TextLink>
                ) : (
                  shown(otherNumber(call))
                )}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {ago(call.started_at)}
              </Text>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Controls({ call }: { call: Call }) {
  const { t } = useTranslation();
  const { can, muted, mute, hangup, dtmf } = useTelephone();
  const [pad, setPad] = useState(false);
  return (
    <>
      <Group gap={8} justify="center" mt="sm">
        {can.mute && (
          <ActionIcon
            size={42}
            radius="xl"
            variant={muted ? "filled" : "default"}
            aria-pressed={muted}
            aria-label={t(muted ? "phone.unmute" : "phone.mute")}
            onClick={() => mute(!muted)}
          >
            {muted ? <IconMicrophoneOff size={19} /> : <IconMicrophone size={19} />}
          </ActionIcon>
        )}
        {can.dtmf && (
          <ActionIcon
            size={42}
            radius="xl"
            variant="default"
            aria-expanded={pad}
            aria-label={t("phone.keypad")}
            onClick={() => setPad(!pad)}
          >
            <IconDialpad size={19} />
          </ActionIcon>
        )}
      </Group>
      {pad && <Keypad onDigit={dtmf} />}
      <Button fullWidth mt="sm" color="#b3261e" leftSection={<IconPhoneX size={17} />} onClick={() => void hangup(call)}>
        {t("phone.hangup")}
      </Button>
    </>
  );
}

function Body() {
  const { t } = useTranslation();
  const { phase, hangup, provider } = useTelephone();
  switch (phase.name) {
    case "incoming":
      return (
        // The card at the top has the buttons; here only what is going on.
        <div className={classes.card} data-tone="ring">
          <Text size="xs" fw={600}>
            {t("phone.incoming")}
          </Text>
          <CallParty call={phase.call} />
        </div>
      );
    case "dialing":
      return (
        <section className={classes.card} data-tone="talk" aria-label={t("phone.dialing")}>
          <Text size="xs" fw={600}>{t("phone.dialing")}</Text>
          <CallParty call={phase.call} />
          <Button fullWidth mt="sm" color="#b3261e" leftSection={<IconPhoneX size={17} />} onClick={() => void hangup(phase.call)}>
            {t("phone.hangup")}
          </Button>
        </section>
      );
    case "talking":
      return (
        <section className={classes.card} data-tone="talk" aria-label={t("phone.talking")}>
          <Group justify="space-between" wrap="nowrap">
            <Text size="xs" fw={600}>{t("phone.talking")}</Text>
            <CallTimer since={phase.call.answered_at ?? phase.call.started_at} />
          </Group>
          <CallParty call={phase.call} />
          <Controls call={phase.call} />
        </section>
      );
    case "wrap_up":
      return (
        <Suspense fallback={<Lines count={5} />}>
          <WrapUp key={phase.call.id} call={phase.call} />
        </Suspense>
      );
    default:
      return (
        <Stack gap="md">
          {provider === "development" && <Simulate />}
          <Missed />
        </Stack>
      );
  }
}

/** The agent's telephone, docked right, above the router's outlet: no change of page ends it. */
export function SoftphonePanel() {
  const { t } = useTranslation();
  const { open, setOpen } = useTelephone();
  return (
    <aside id="softphone" className={classes.panel} hidden={!open} aria-label={t("phone.title")}>
      <Group justify="space-between" mb="sm" wrap="nowrap">
        <Title order={2} size="1rem">
          {t("phone.title")}
        </Title>
        <CloseButton aria-label={t("phone.close")} onClick={() => setOpen(false)} />
      </Group>
      <AgentState />
      <Body />
    </aside>
  );
}
