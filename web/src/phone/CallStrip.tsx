import { ActionIcon, Button, Text } from "@mantine/core";
import { IconPhoneX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { CallTimer } from "./CallParty";
import { usePhoneFormat } from "./numbers";
import { useTelephone } from "./PhoneProvider";
import classes from "./Softphone.module.css";
import { otherNumber } from "./state";

/** While the panel is closed, the call and its end stay in sight: on a phone's screen above all. */
export function CallStrip() {
  const { t } = useTranslation();
  const shown = usePhoneFormat();
  const { phase, open, setOpen, hangup } = useTelephone();
  if (open || phase.name === "idle" || phase.name === "incoming") return null;
  const { call } = phase;
  const live = phase.name === "talking" || phase.name === "dialing";
  return (
    <section className={classes.strip} aria-label={t("phone.current")}>
      <div className={classes.stripText}>
        <Text size="sm" fw={600} truncate>
          {call.contact_name || shown(otherNumber(call))}
        </Text>
        <Text size="xs" component="div">
          {phase.name === "talking" ? (
            <CallTimer since={call.answered_at ?? call.started_at} />
          ) : (
            t(phase.name === "dialing" ? "phone.dialing" : "wrapUp.title")
          )}
        </Text>
      </div>
      <Button size="xs" variant="white" color="dark" onClick={() => setOpen(true)}>
        {t(phase.name === "wrap_up" ? "wrapUp.open" : "phone.open")}
      </Button>
      {live && (
        <ActionIcon variant="filled" color="#b3261e" size={36} aria-label={t("phone.hangup")} onClick={() => void hangup(call)}>
          <IconPhoneX size={18} />
        </ActionIcon>
      )}
    </section>
  );
}
