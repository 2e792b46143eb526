import { Select, Tabs, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { contactRoles, contactSources, contactTypes, eventCategories, taskCategories, temperatures } from "@/api/resources";
import type { CatalogEntry, ContactSource, Temperature } from "@/api/types";
import { Swatch } from "@/ui/badges";
import { PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { CatalogList } from "./catalogs/CatalogList";
import { TagList } from "./catalogs/TagList";

const PLAIN = { types: contactTypes, roles: contactRoles, events: eventCategories, tasks: taskCategories };
const TABS = ["types", "sources", "roles", "temperatures", "tags", "events", "tasks"] as const;
export type ContactTab = (typeof TABS)[number];

function useShared(tab: Exclude<ContactTab, "tags">) {
  const { t } = useTranslation();
  return {
    queryKey: `contact-${tab}`,
    also: ["contacts"],
    label: t(`contactSettings.tabs.${tab}`),
    create: t(`contactSettings.new.${tab}`),
    edit: t(`contactSettings.edit.${tab}`),
    removal: { moveTo: t("contactSettings.moveTo"), hint: t("arrange.moveToHint"), mayBeEmpty: true },
  };
}

function Plain({ tab }: { tab: keyof typeof PLAIN }) {
  return <CatalogList<CatalogEntry, object> kind={{ ...useShared(tab), source: PLAIN[tab] }} />;
}

/** Sources; of the kind referral, a contact says who referred it (C-19, C-49). */
function Sources() {
  const { t } = useTranslation();
  return (
    <CatalogList<ContactSource, { kind: ContactSource["kind"] }>
      kind={{
        ...useShared("sources"),
        source: contactSources,
        columns: [{ id: "kind", header: t("contact.kind"), cell: (one) => t(`contactSettings.sourceKinds.${one.kind}`) }],
        valuesOf: (one) => ({ kind: one?.kind ?? "general" }),
        bodyOf: (values, isNew) => (isNew ? { kind: values.kind } : {}),
        fields: (form, isNew) => (
          <Select
            label={t("contact.kind")}
            description={t("contactSettings.sourceKindHint")}
            allowDeselect={false}
            disabled={!isNew}
            data={(["general", "referral"] as const).map((value) => ({ value, label: t(`contactSettings.sourceKinds.${value}`) }))}
            {...form.getInputProps("kind")}
          />
        ),
      }}
    />
  );
}

/** How warm a contact is, each level in its colour (C-42). */
function Temperatures() {
  const { t } = useTranslation();
  return (
    <CatalogList<Temperature, { colour: string }>
      kind={{
        ...useShared("temperatures"),
        source: temperatures,
        columns: [{ id: "colour", header: t("arrange.colour"), cell: (one) => <Swatch colour={one.colour}>{one.colour}</Swatch> }],
        valuesOf: (one) => ({ colour: one?.colour ?? "#8a98d8" }),
        bodyOf: (values) => ({ colour: values.colour }),
        fields: (form) => <TextInput type="color" label={t("arrange.colour")} {...form.getInputProps("colour")} />,
      }}
    />
  );
}

const PANELS: Record<ContactTab, () => React.ReactNode> = {
  types: () => <Plain tab="types" />,
  sources: Sources,
  roles: () => <Plain tab="roles" />,
  temperatures: Temperatures,
  tags: TagList,
  events: () => <Plain tab="events" />,
  tasks: () => <Plain tab="tasks" />,
};

/** What an administrator lays out for contacts (C-02, C-06, C-19, C-20, C-41, C-42, N-05, G-22, G-23). */
export function ContactSettings() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const tab: ContactTab = useSearch({ from: "/shell/admin/contacts" }).tab ?? "types";
  useTitle(t("menu.contactSettings"));
  return (
    <>
      <PageHeader title={t("menu.contactSettings")} note={t(`contactSettings.hints.${tab}`)} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => void navigate({ to: "/admin/contacts", search: value === "types" ? {} : { tab: value as "roles" }, replace: true })}
      >
        <Tabs.List mb="md">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`contactSettings.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map((one) => {
          const Panel = PANELS[one];
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
