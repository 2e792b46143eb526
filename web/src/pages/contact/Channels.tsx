import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Contact } from "@/api/types";
import { usePhoneFormat } from "@/phone/numbers";

import classes from "./ContactPage.module.css";

export function Phones({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const shown = usePhoneFormat();
  if (!contact.phones.length) return <Text size="sm" c="dimmed">{t("contact.noPhones")}</Text>;
  return (
    <ul className={classes.channels}>
      {contact.phones.map((phone) => (
        <li key={phone.number}>
          <div className={classes.channel}>
            <Anchor
              href={`tel:${phone.number}`}
              size="sm"
              fw={phone.primary ? 600 : 480}
              className={`${classes.mail} number`}
              aria-label={t("activity.callNumber", { number: shown(phone.number) })}
            >
              {shown(phone.number)}
            </Anchor>
            <Text size="xs" c="dimmed">
              {t(`contact.labels.${phone.label}`)}
              {phone.primary && contact.phones.length > 1 ? ` · ${t("contact.primary")}` : ""}
            </Text>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function Emails({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  if (!contact.emails.length) return <Text size="sm" c="dimmed">{t("contact.noEmails")}</Text>;
  return (
    <ul className={classes.channels}>
      {contact.emails.map((email) => (
        <li key={email.address}>
          <div className={classes.channel}>
            <Anchor href={`mailto:${email.address}`} size="sm" className={classes.mail}>
              {email.address}
            </Anchor>
            <Text size="xs" c="dimmed">
              {t(`contact.labels.${email.label}`)}
              {email.primary && contact.emails.length > 1 ? ` · ${t("contact.primary")}` : ""}
            </Text>
          </div>
        </li>
      ))}
    </ul>
  );
}
