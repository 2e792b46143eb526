import { ActionIcon, Button, Radio, Select, Stack, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "./ContactForm.module.css";
import { type EmailLine, emailLine, type PhoneLine, phoneLine } from "./values";

const PHONE_LABELS = ["mobile", "work", "home", "other"] as const;
const EMAIL_LABELS = ["work", "personal", "other"] as const;

/** What a form needs to have for its phones and e-mail addresses to be typed. */
export interface Reached {
  phones: PhoneLine[];
  emails: EmailLine[];
}

/** The phones or the e-mail addresses of whoever a form is about, one of them the primary one. */
export function ChannelLines<V extends Reached>({ list, form }: { list: "phones" | "emails"; form: UseFormReturnType<V> }) {
  const { t } = useTranslation();
  const phones = list === "phones";
  const member = phones ? "number" : "address";
  const all: readonly (PhoneLine | EmailLine)[] = form.values[list];
  // The two lists differ in one member only, which the form's types cannot follow.
  const set = (next: unknown) => form.setFieldValue(list, next as never);
  return (
    <Stack gap={8} className={classes.wide} role="group" aria-label={t(phones ? "contact.phones" : "contact.emails")}>
      {all.map((line, index) => (
        <div key={line.key} className={classes.line}>
          <TextInput
            label={t(phones ? "contact.phoneN" : "contact.emailN", { n: index + 1 })}
            type={phones ? "tel" : "email"}
            inputMode={phones ? "tel" : "email"}
            autoComplete="off"
            placeholder={phones ? t("contact.form.phoneHint") : undefined}
            className={classes.lineText}
            {...form.getInputProps(`${list}.${index}.${member}`)}
          />
          <Select
            aria-label={t(phones ? "contact.phoneLabel" : "contact.emailLabel", { n: index + 1 })}
            className={classes.lineLabel}
            allowDeselect={false}
            data={(phones ? PHONE_LABELS : EMAIL_LABELS).map((value) => ({ value, label: t(`contact.labels.${value}`) }))}
            {...form.getInputProps(`${list}.${index}.label`)}
          />
          <Radio
            className={classes.linePrimary}
            name={`primary-${list}`}
            label={t("contact.primary")}
            aria-label={t(phones ? "contact.primaryPhone" : "contact.primaryEmail", { n: index + 1 })}
            checked={line.primary}
            onChange={() => set(all.map((one, place) => ({ ...one, primary: place === index })))}
          />
          <ActionIcon
            className={classes.lineRemove}
            size={34}
            disabled={all.length === 1}
            aria-label={t(phones ? "contact.removePhone" : "contact.removeEmail", { n: index + 1 })}
            onClick={() => {
              const rest = all.filter((_, place) => place !== index);
              if (line.primary && rest[0]) rest[0] = { ...rest[0], primary: true };
              set(rest);
            }}
          >
            <IconTrash size={17} stroke={1.7} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          color="troncal"
          size="compact-sm"
          leftSection={<IconPlus size={15} />}
          onClick={() => set([...all, phones ? phoneLine() : emailLine()])}
        >
          {t(phones ? "contact.addPhone" : "contact.addEmail")}
        </Button>
      </div>
    </Stack>
  );
}
