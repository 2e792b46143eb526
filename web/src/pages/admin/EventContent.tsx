import { Alert, Button, Group, Modal, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { parkedEvents } from "@/api/resources";
import type { ParkedEvent } from "@/api/types";
import { Failure, Lines } from "@/ui/states";

import classes from "./ParkedEvents.module.css";

/** A parked event's envelope; personal values stay hidden until they are asked for, which is logged. */
export function EventContent({ service, event, onClose }: { service: string; event: ParkedEvent | null; onClose: () => void }) {
  const { t } = useTranslation();
  const [unmasked, setUnmasked] = useState(false);
  useEffect(() => setUnmasked(false), [event]);
  const query = useQuery({
    queryKey: ["parkedEvent", service, event?.id, unmasked],
    queryFn: ({ signal }) => parkedEvents(service).read(event?.id ?? "", unmasked, signal),
    enabled: !!event,
    retry: false,
    gcTime: 0,
  });
  return (
    <Modal opened={!!event} onClose={onClose} title={t("parked.content")} size="xl" closeButtonProps={{ "aria-label": t("action.close") }}>
      {query.isPending && <Lines />}
      {query.error && <Failure error={query.error} />}
      {query.data && (
        <>
          {query.data.error && <code className={classes.error}>{query.data.error}</code>}
          {!query.data.masked && (
            <Alert color="amber" mt="sm">
              {t("parked.unmasked")}
            </Alert>
          )}
          {query.data.envelope ? (
            // Long lines scroll inside: whoever uses a keyboard must reach the box.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <div className={classes.envelope} role="region" tabIndex={0} aria-label={t("parked.content")}>
              <pre>{JSON.stringify(query.data.envelope, null, 2)}</pre>
            </div>
          ) : (
            <Text size="sm" mt="sm">
              {t("parked.gone")}
            </Text>
          )}
        </>
      )}
      <Group justify="flex-end" mt="md">
        {query.data?.envelope && query.data.masked && (
          <Button variant="default" onClick={() => setUnmasked(true)}>
            {t("parked.unmask")}
          </Button>
        )}
        <Button onClick={onClose}>{t("action.close")}</Button>
      </Group>
    </Modal>
  );
}
