import { ActionIcon, Alert, Button, CopyButton, Group, List, Stack, Text, TextInput, Title, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { calendarFeed } from "@/api/resources";
import { dayTime } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import { Confirm } from "@/ui/Confirm";
import { Failure, Lines } from "@/ui/states";

import classes from "../Account.module.css";

const KEY = ["activities", "feed"];
const PROGRAMS = ["google", "outlook", "apple"] as const;

/** The new address, shown this once. */
function Address({ address }: { address: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert color="amber" role="status">
        {t("calendarFeed.once")}
      </Alert>
      <CopyButton value={address}>
        {({ copied, copy }) => {
          const label = t(copied ? "calendarFeed.copied" : "calendarFeed.copy");
          return (
            <TextInput
              label={t("calendarFeed.address")}
              value={address}
              readOnly
              onFocus={(event) => event.currentTarget.select()}
              rightSection={
                <Tooltip label={label}>
                  <ActionIcon variant="subtle" aria-label={label} onClick={copy}>
                    {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                  </ActionIcon>
                </Tooltip>
              }
            />
          );
        }}
      </CopyButton>
    </>
  );
}

/** The secret address at which other programs read one's activities (N-18). */
export function CalendarFeed() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, ask] = useState<"renew" | "revoke" | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  const query = useQuery({ queryKey: KEY, queryFn: ({ signal }) => calendarFeed.read(signal) });
  const renew = async () => {
    const made = await calendarFeed.renew();
    setAddress(made.address);
    client.setQueryData(KEY, { active: made.active, renewed_at: made.renewed_at });
  };
  const create = useMutation({ mutationFn: renew, onError: showProblem });
  const revoke = async () => {
    await calendarFeed.revoke();
    setAddress(null);
    client.setQueryData(KEY, { active: false, renewed_at: null });
    showDone(t("calendarFeed.revoked"));
  };
  return (
    <section className={classes.card} aria-labelledby="calendar-title">
      <Title order={2} size="1rem" mb="xs" id="calendar-title">
        {t("calendarFeed.title")}
      </Title>
      <Stack>
        <Text size="sm">{t("calendarFeed.text")}</Text>
        {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
        {query.isPending && <Lines count={2} />}
        {query.data && !address && (
          <Text size="sm" c="dimmed">
            {query.data.renewed_at ? t("calendarFeed.since", { at: dayTime(query.data.renewed_at) }) : t("calendarFeed.none")}
          </Text>
        )}
        {address && <Address address={address} />}
        {query.data && (
          <Group>
            {query.data.active ? (
              <>
                <Button variant="default" onClick={() => ask("renew")}>
                  {t("calendarFeed.renew")}
                </Button>
                <Button variant="default" onClick={() => ask("revoke")}>
                  {t("calendarFeed.revoke")}
                </Button>
              </>
            ) : (
              <Button loading={create.isPending} onClick={() => create.mutate()}>
                {t("calendarFeed.create")}
              </Button>
            )}
          </Group>
        )}
        <div>
          <Title order={3} size="0.875rem" mb={4}>
            {t("calendarFeed.how")}
          </Title>
          <List size="sm" spacing={4}>
            {PROGRAMS.map((one) => (
              <List.Item key={one}>{t(`calendarFeed.${one}`)}</List.Item>
            ))}
          </List>
        </div>
      </Stack>
      {asking && (
        <Confirm
          opened
          title={t(`calendarFeed.${asking}Title`)}
          text={t(`calendarFeed.${asking}Text`)}
          action={t(`calendarFeed.${asking}`)}
          onClose={() => ask(null)}
          run={asking === "renew" ? renew : revoke}
        />
      )}
    </section>
  );
}
