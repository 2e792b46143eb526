import { Badge, SegmentedControl, Text, Title } from "@mantine/core";
import { IconDeviceMobileMessage, IconMail, IconMailbox } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { messages } from "@/api/resources";
import type { Message, Page } from "@/api/types";
import { ago, dayTime } from "@/app/format";
import { usePhoneFormat } from "@/phone/numbers";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./Mailbox.module.css";

const COLORS: Record<string, string> = {
  queued: "amber",
  sending: "amber",
  requested: "amber",
  sent: "teal",
  delivered: "teal",
  failed: "red",
};

function State({ value }: { value: string }) {
  const { t } = useTranslation();
  return <Badge color={COLORS[value] ?? "gray"}>{t(`message.states.${value}` as "message.states.sent", { defaultValue: value })}</Badge>;
}

/** What the product sent: in development nothing leaves the machine, it is read here. */
export function Mailbox() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const shown = usePhoneFormat();
  const { channel, message: openId } = useSearch({ from: "/shell/mailbox" });
  useTitle(t("menu.mailbox"));
  const query = useInfiniteQuery({
    queryKey: ["messages", "list", channel],
    queryFn: ({ pageParam, signal }) => messages.list({ limit: 50, channel, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<Message>) => page.next_cursor,
    refetchInterval: 5000,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const open = items.find((one) => one.id === openId) ?? items[0];
  const address = (one: Message) => (one.channel === "sms" ? shown(one.recipient) : one.recipient);

  return (
    <>
      <PageHeader title={t("menu.mailbox")} note={t("message.hint")}>
        <SegmentedControl
          aria-label={t("message.channel")}
          value={channel ?? "all"}
          onChange={(value) => void navigate({ to: "/mailbox", search: { channel: value === "all" ? undefined : (value as "sms") }, replace: true })}
          data={[
            { value: "all", label: t("message.channels.all") },
            { value: "sms", label: t("message.channels.sms") },
            { value: "email", label: t("message.channels.email") },
          ]}
        />
      </PageHeader>
      {query.isPending && <Lines />}
      {query.error && !items.length && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !items.length && (
        <div className={classes.box}>
          <Blank icon={IconMailbox} title={t("message.none")}>
            {t("message.noneHint")}
          </Blank>
        </div>
      )}
      {open && (
        <div className={classes.columns}>
          <div className={classes.box}>
            <ul className={classes.list} aria-label={t("message.list")}>
              {items.map((one) => {
                const Sign = one.channel === "sms" ? IconDeviceMobileMessage : IconMail;
                return (
                  <li key={one.id}>
                    <button
                      type="button"
                      className={classes.row}
                      aria-current={one.id === open.id || undefined}
                      onClick={() => void navigate({ to: "/mailbox", search: { channel, message: one.id }, replace: true })}
                    >
                      <Sign size={19} stroke={1.6} aria-hidden />
                      <span className={classes.text}>
                        <span className={classes.line}>
                          <Text size="sm" fw={600} component="span" truncate className="number">
                            {address(one)}
                          </Text>
                          <Text size="xs" c="dimmed" component="time" dateTime={one.created_at} className={classes.when}>
                            {ago(one.created_at)}
                          </Text>
                        </span>
                        <Text size="xs" c="dimmed" component="span" display="block" truncate>
                          {one.subject || one.body}
                        </Text>
                      </span>
                    </button>
                  </li>
                );
              })}
            </ul>
            {query.hasNextPage && (
              <Button variant="subtle" fullWidth loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t("table.more")}
              </Button>
            )}
          </div>
          <article className={classes.message} aria-labelledby="message-title">
            <div className={classes.line}>
              <Title order={2} size="1.05rem" id="message-title">
                {open.subject || t(`message.channels.${open.channel}`)}
              </Title>
              <State value={open.state} />
            </div>
            <dl className={classes.meta}>
              <div>
                <dt>{t("message.to")}</dt>
                <dd className="number">{address(open)}</dd>
              </div>
              <div>
                <dt>{t("message.at")}</dt>
                <dd className="number">{dayTime(open.sent_at ?? open.created_at)}</dd>
              </div>
            </dl>
            {open.error && (
              <Text size="sm" c="var(--mantine-color-error)" mb="sm">
                {open.error}
              </Text>
            )}
            <div className={open.channel === "sms" ? classes.bubble : classes.mail}>{open.body}</div>
          </article>
        </div>
      )}
    </>
  );
}
