import { Button, Group, Text, VisuallyHidden } from "@mantine/core";
import { IconAlarm, IconExternalLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { reminders } from "@/api/resources";
import { dayTime } from "@/app/format";
import { recordPath } from "@/ui/records";
import { TextLink } from "@/ui/TextLink";

import classes from "./DuePopups.module.css";
import { Late } from "./Late";
import { SnoozeMenu } from "./SnoozeMenu";
import { useReminder } from "./use";

const SHOWN = 3;

/**
 * Due reminders, bottom right, over nothing that is being used (N-14): they take no focus and are
 * read out. They come by the live stream; the list is asked again by itself in case one was lost.
 */
export function DuePopups() {
  const { t } = useTranslation();
  const { dismiss, snooze } = useReminder();
  const { data } = useQuery({
    queryKey: ["reminders", "due"],
    queryFn: ({ signal }) => reminders.list({ state: "fired", limit: 20 }, signal),
    refetchInterval: 60_000,
  });
  const due = data?.items ?? [];
  const shown = due.slice(0, SHOWN);
  return (
    <>
      <VisuallyHidden role="status" aria-live="polite">
        {due[0] ? t("reminder.announce", { title: due[0].title }) : ""}
      </VisuallyHidden>
      {shown.length > 0 && (
        <section className={classes.stack} aria-label={t("reminder.dueNow")}>
          {shown.map((one) => {
            const path = recordPath(one.record);
            return (
              <article key={one.id} className={classes.card} aria-label={one.title}>
                <div className={classes.head}>
                  <span className={classes.sign} aria-hidden>
                    <IconAlarm size={18} />
                  </span>
                  <div className={classes.text}>
                    <Text size="sm" fw={620} component="h2">
                      {one.title}
                    </Text>
                    <Group gap={8}>
                      <Text size="xs" c="dimmed" component="time" dateTime={one.due_at}>
                        {dayTime(one.due_at)}
                      </Text>
                      <Late late={one.late} seconds={one.late_seconds} />
                    </Group>
                  </div>
                </div>
                <Group gap={8} mt={10}>
                  {path && (
                    <TextLink to={path} size="sm" className={classes.open}>
                      <IconExternalLink size={15} />
                      {t("reminder.open")}
                    </TextLink>
                  )}
                  <SnoozeMenu title={one.title} busy={snooze.isPending} snooze={(until) => snooze.mutate({ one, until })} />
                  <Button size="compact-sm" loading={dismiss.isPending && dismiss.variables?.id === one.id} aria-label={t("reminder.dismissOne", { title: one.title })} onClick={() => dismiss.mutate(one)}>
                    {t("reminder.dismiss")}
                  </Button>
                </Group>
              </article>
            );
          })}
          {due.length > shown.length && (
            <TextLink to="/reminders" size="sm" className={classes.rest}>
              {t("reminder.more", { count: due.length - shown.length })}
            </TextLink>
          )}
        </section>
      )}
    </>
  );
}
