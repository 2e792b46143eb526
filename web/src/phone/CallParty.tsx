import { Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Call } from "@/api/types";
import { duration } from "@/app/format";
import { TextLink } from "@/ui/TextLink";

import { usePhoneFormat } from "./numbers";
import { otherNumber } from "./state";

/** The name, which leads to the contact, and the number; the number alone while nobody knows it. */
export function CallParty({ call, size = "lg" }: { call: Call; size?: "md" | "lg" }) {
  const { t } = useTranslation();
  const shown = usePhoneFormat();
  const number = shown(otherNumber(call)) || t("phone.unknownNumber");
  const name = call.contact_name || number;
  return (
    <div>
      {call.contact_id ? (
        <TextLink
          to="/contacts/$contactId"
          params={{ contactId: call.contact_id }}
          size={size}
          fw={650}
          style={{ overflowWrap: "anywhere", display: "inline-block" }}
        >
          {name}
        </TextLink>
      ) : (
        <Text size={size} fw={650} style={{ overflowWrap: "anywhere" }}>
          {name}
        </Text>
      )}
      {name !== number && (
        <Text size="sm" className="number">
          {number}
        </Text>
      )}
    </div>
  );
}

/** How long since `since`, by the second; not read aloud each second. */
export function CallTimer({ since }: { since: string }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(clock);
  }, []);
  return (
    <span role="timer" aria-live="off" aria-label={t("phone.timer")} className="number">
      {duration((now - new Date(since).getTime()) / 1000)}
    </span>
  );
}
