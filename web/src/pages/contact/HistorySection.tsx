import { Tabs, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "./ContactPage.module.css";
import { Timeline } from "./Timeline";

/** A contact's history: all of it, its calls, its notes (C-21, C-41). */
export function HistorySection({ contactId, writable }: { contactId: string; writable: boolean }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<string | null>("all");
  return (
    <section className={classes.card} aria-labelledby="history-title">
      <Title order={2} size="0.95rem" mb={8} id="history-title">
        {t("timeline.title")}
      </Title>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="all">{t("timeline.tabs.all")}</Tabs.Tab>
          <Tabs.Tab value="call">{t("timeline.tabs.calls")}</Tabs.Tab>
          <Tabs.Tab value="note">{t("timeline.tabs.notes")}</Tabs.Tab>
        </Tabs.List>
        {(["all", "call", "note"] as const).map((kind) => (
          <Tabs.Panel key={kind} value={kind}>
            <Timeline contactId={contactId} kind={kind} writable={writable} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}
