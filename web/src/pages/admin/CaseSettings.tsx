import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { Calendars } from "./cases/Calendars";
import { Priorities, States, Types } from "./cases/Catalogs";

const TABS = { types: Types, states: States, priorities: Priorities, calendars: Calendars } as const;
type Tab = keyof typeof TABS;

/** What an administrator lays out for cases: types, states, priorities, calendars. */
export function CaseSettings() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/shell/admin/cases" });
  const tab: Tab = search.tab ?? "types";
  useTitle(t("menu.caseSettings"));
  return (
    <>
      <PageHeader title={t("menu.caseSettings")} note={t(`caseSettings.hints.${tab}`)} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => void navigate({ to: "/admin/cases", search: value === "types" ? {} : { tab: value as "states" }, replace: true })}
      >
        <Tabs.List mb="md">
          {(Object.keys(TABS) as Tab[]).map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`caseSettings.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {(Object.keys(TABS) as Tab[]).map((one) => {
          const Panel = TABS[one];
          return (
            <Tabs.Panel key={one} value={one}>
              <Panel />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </>
  );
}
