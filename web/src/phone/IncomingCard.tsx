import { Button, Group, Text, VisuallyHidden } from "@mantine/core";
import { IconPhone, IconPhoneIncoming, IconPhoneOff } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { CallParty } from "./CallParty";
import { usePhoneFormat } from "./numbers";
import { useTelephone } from "./PhoneProvider";
import classes from "./Softphone.module.css";
import { otherNumber } from "./state";

/**
 * A ringing call, top right, over nothing that is being used: it takes no focus, is read out at
 * once, and answers to Ctrl+Shift+Enter and Ctrl+Shift+Backspace wherever the focus is.
 */
export function IncomingCard() {
  const { t } = useTranslation();
  const shown = usePhoneFormat();
  const { phase, answer, reject, open } = useTelephone();
  const call = phase.name === "incoming" ? phase.call : null;

  useEffect(() => {
    if (!call) return;
    function onKey(event: KeyboardEvent) {
      if (!call || !event.ctrlKey || !event.shiftKey || event.altKey) return;
      if (event.key === "Enter") {
        event.preventDefault();
        void answer(call);
      } else if (event.key === "Backspace") {
        event.preventDefault();
        void reject(call);
      }
    }
    document.addEventListener("keydown", onKey, true);
    return () => document.removeEventListener("keydown", onKey, true);
  }, [call, answer, reject]);

  const callId = call?.id;
  const who = call ? call.contact_name || shown(otherNumber(call)) || t("phone.unknownNumber") : "";
  useEffect(() => {
    if (!callId || !document.hidden || typeof Notification === "undefined") return;
    if (Notification.permission !== "granted") return;
    const note = new Notification(t("phone.incoming"), { body: who, tag: callId, requireInteraction: true });
    note.onclick = () => {
      focus();
      note.close();
    };
    return () => note.close();
  }, [callId, who, t]);

  return (
    <>
      <VisuallyHidden role="alert" aria-live="assertive">
        {call ? t("phone.announce", { who }) : ""}
      </VisuallyHidden>
      {call && (
        <section className={classes.incoming} aria-label={t("phone.incoming")} data-beside={open || undefined}>
          <div className={classes.incomingHead}>
            <span className={classes.pulse} aria-hidden>
              <IconPhoneIncoming size={19} />
            </span>
            <Text size="sm" fw={620}>
              {t("phone.incoming")}
            </Text>
          </div>
          <CallParty call={call} />
          {!call.contact_id && (
            <Text size="xs" c="dimmed">
              {t("phone.unknown")}
            </Text>
          )}
          <Group gap={8} grow mt="sm">
            <Button color="#187a45" leftSection={<IconPhone size={17} />} aria-keyshortcuts="Control+Shift+Enter" onClick={() => void answer(call)}>
              {t("phone.answer")}
            </Button>
            <Button variant="default" leftSection={<IconPhoneOff size={17} />} aria-keyshortcuts="Control+Shift+Backspace" onClick={() => void reject(call)}>
              {t("phone.reject")}
            </Button>
          </Group>
          <Text size="xs" c="dimmed" mt={8} ta="center" className={classes.keys}>
            {t("phone.keys")}
          </Text>
        </section>
      )}
    </>
  );
}
