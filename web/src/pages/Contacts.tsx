import { Button, Group, Menu, SegmentedControl, Select, Switch, Text } from "@mantine/core";
import { IconBuilding, IconChevronDown, IconFileImport, IconPlus, IconUserPlus } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { Flag } from "@/activities/Flag";
import { contacts } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import type { Contact, Count } from "@/api/types";
import { ago, number } from "@/app/format";
import type { ContactSearch } from "@/app/router";
import type { View } from "@/api/lists";
import { CustomFilters, customQuery } from "@/custom/CustomFilters";
import { useCustomColumns } from "@/custom/columns";
import { ColumnChoice } from "@/lists/ColumnChoice";
import { useListColumns, widened } from "@/lists/columns";
import { ExportButton } from "@/lists/ExportButton";
import { useTicks } from "@/lists/ticks";
import { OWN, useViews } from "@/lists/use";
import { ViewBar } from "@/lists/ViewBar";
import { usePhoneFormat } from "@/phone/numbers";
import { AccountBadge, ClassBadge, ContactAvatar } from "@/ui/badges";
import { usePeople } from "@/ui/directory";
import { Filters } from "@/ui/Filters";
import { type Column, RecordTable } from "@/ui/RecordTable";
import { SearchField } from "@/ui/SearchField";
import { Blank, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";
import { TextLink } from "@/ui/TextLink";

import { clientNumber } from "./contact/clientNumber";
import { useContactRoles, useSources, useTypes } from "./contact/catalogs";
import { MoreFilters, NARROWING } from "./contact/MoreFilters";
import { asFilter, contactQuery, ME, unshown, usePartNames, viewSearch } from "./contact/listing";
import { Temperature } from "./contact/Temperature";
import classes from "./list.module.css";

const ContactBulk = lazy(() => import("./contact/bulk/ContactBulk"));
const Restore = lazy(() => import("./contact/Restore").then((module) => ({ default: module.Restore })));

const primary = <T extends { primary?: boolean }>(all: readonly T[] | undefined): T | undefined =>
  all?.find((one) => one.primary) ?? all?.[0];

function useColumns(discarded: boolean): Column<Contact>[] {
  const { t } = useTranslation();
  const shown = usePhoneFormat();
  const { nameOf } = usePeople();
  const types = useTypes();
  const sources = useSources();
  const roles = useContactRoles();
  return useMemo(() => {
    const columns: Column<Contact>[] = [
      {
        id: "name",
        header: t("contact.name"),
        track: "minmax(170px, 2.2fr)",
        sort: "name",
        always: true,
        cell: (contact) => (
          <Group gap={10} wrap="nowrap" miw={0}>
            <ContactAvatar contact={contact} />
            <TextLink
              to="/contacts/$contactId"
              params={{ contactId: contact.id }}
              fw={560}
              size="sm"
              truncate
              className={classes.name}
            >
              {contact.name}
            </TextLink>
            <Flag value={contact.flag} />
          </Group>
        ),
      },
      {
        id: "class",
        header: t("contact.class"),
        track: "112px",
        cell: (contact) => <ClassBadge value={contact.class} />,
      },
      {
        id: "phone",
        header: t("contact.phone"),
        track: "minmax(150px, 1.1fr)",
        cell: (contact) => (
          <span className={`number ${classes.cut}`}>{shown(primary(contact.phones)?.number)}</span>
        ),
      },
      {
        id: "email",
        header: t("contact.email"),
        track: "minmax(110px, 1.5fr)",
        cell: (contact) => <span className={classes.cut}>{primary(contact.emails)?.address}</span>,
      },
      {
        id: "manager",
        header: t("contact.managers"),
        track: "minmax(110px, 1.25fr)",
        cell: (contact) => (
          <span className={classes.cut}>
            {(contact.manager_ids ?? []).map((id) => nameOf(id)).filter(Boolean).join(", ")}
          </span>
        ),
      },
      {
        id: "origin",
        extra: true,
        header: t("contact.origin"),
        track: "96px",
        cell: (contact) =>
          contact.origin ? t(`contact.origins.${contact.origin}` as "contact.origins.manual", { defaultValue: contact.origin }) : "",
      },
      { id: "type", extra: true, header: t("contact.type"), track: "minmax(100px, 1fr)", cell: (contact) => <span className={classes.cut}>{types.nameOf(contact.type_id) || t("contact.unspecified")}</span> },
      { id: "temperature", header: t("contact.temperature"), track: "112px", cell: (contact) => <Temperature id={contact.temperature_id} /> },
      { id: "source", extra: true, header: t("contact.source"), track: "minmax(100px, 1fr)", cell: (contact) => <span className={classes.cut}>{sources.nameOf(contact.source_id)}</span> },
      {
        id: "roles",
        extra: true,
        header: t("contact.roles"),
        track: "minmax(110px, 1.2fr)",
        cell: (contact) => <span className={classes.cut}>{contact.role_ids.map((id) => roles.nameOf(id)).join(", ")}</span>,
      },
      { id: "tags", extra: true, header: t("contact.tags"), track: "minmax(110px, 1.2fr)", cell: (contact) => <span className={classes.cut}>{contact.tags.join(", ")}</span> },
      { id: "owner", extra: true, header: t("contact.seller"), track: "minmax(110px, 1.2fr)", cell: (contact) => <span className={classes.cut}>{nameOf(contact.owner_id)}</span> },
      { id: "priority", extra: true, header: t("contact.priority"), track: "96px", cell: (contact) => t(`contact.priorities.${contact.priority}`) },
      { id: "account_status", extra: true, header: t("contact.accountStatus"), track: "118px", cell: (contact) => <AccountBadge value={contact.account_status} /> },
      { id: "client_number", extra: true, header: t("contact.clientNumber"), track: "96px", cell: (contact) => <span className="number">{contact.client_number == null ? "" : clientNumber(contact.client_number)}</span> },
      { id: "currency", extra: true, header: t("contact.currency"), track: "88px", cell: (contact) => contact.currency },
      { id: "price_list", extra: true, header: t("contact.priceList"), track: "minmax(100px, 1fr)", cell: (contact) => <span className={classes.cut}>{contact.price_list}</span> },
      { id: "economic_activity", extra: true, header: t("contact.economicActivity"), track: "minmax(110px, 1.2fr)", cell: (contact) => <span className={classes.cut}>{contact.economic_activity}</span> },
      {
        id: discarded ? "discarded_at" : "updated_at",
        header: t(discarded ? "contact.discardedAt" : "contact.updated"),
        track: "112px",
        sort: discarded ? "discarded_at" : "updated_at",
        descendingFirst: true,
        cell: (contact) => (
          <span className={classes.quiet}>{ago((discarded && contact.discarded_at) || contact.updated_at)}</span>
        ),
      },
    ];
    if (discarded)
      columns.push({
        id: "restore",
        header: t("table.actions"),
        track: "128px",
        always: true,
        screenOnly: true,
        cell: (contact) => (
          <Suspense>
            <Restore contact={contact} />
          </Suspense>
        ),
      });
    return columns;
  }, [t, shown, nameOf, types, sources, roles, discarded]);
}

export function Contacts() {
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const shown = usePhoneFormat();
  const search = useSearch({ from: "/shell/contacts" });
  const discarded = !!search.discarded;
  useTitle(t(discarded ? "contact.discarded" : "menu.contacts"));
  const [count, setCount] = useState<Count | null>(null);
  const all = useCustomColumns<Contact>("contact", useColumns(discarded));
  const query = useMemo(() => contactQuery(search, me.id), [search, me.id]);
  const sort = search.sort ?? (discarded ? "-discarded_at" : "-updated_at");
  const change = useCallback(
    (part: Partial<ContactSearch>) =>
      void navigate({
        to: "/contacts",
        search: (old: ContactSearch) => ({ ...old, ...part }),
        replace: true,
      }),
    [navigate],
  );
  const setText = useCallback((q: string) => change({ q: q || undefined }), [change]);
  const chosen = Object.fromEntries(NARROWING.map((name) => [name, search[name]]));
  const active = Object.values(chosen).filter(Boolean).length + Object.keys(customQuery(search.custom)).length;
  const filtered = !!search.q || active > 0;
  const open = useCallback(
    (view: View | null) => void navigate({ to: "/contacts", search: view ? viewSearch(view) : { view: OWN }, replace: true }),
    [navigate],
  );
  const bare = Object.values(search).every((value) => value === undefined);
  const { all: views, chosen: view } = useViews({ entity: "contacts", view: search.view, bare, open });
  const columns = useListColumns(discarded ? "contacts.discarded" : "contacts", all, view?.id, view?.columns);
  const state = useMemo(() => ({ filter: asFilter(contactQuery(search, ME)), sort: search.sort }), [search]);
  const { nameOf } = usePartNames(all);
  const ticks = useTicks(JSON.stringify([query, discarded]));
  const mayTick = may(discarded ? "contacts.bulk_delete" : "contacts.bulk_edit") || may("contacts.bulk_delete");
  const labelOf = useCallback((contact: Contact) => contact.name, []);

  return (
    <div className={classes.page}>
      <PageHeader
        title={t(discarded ? "contact.discarded" : "menu.contacts")}
        note={
          <span role="status">
            {count && t(count.total_is_estimate ? "table.about" : "table.total", { count: count.total, total: number(count.total) })}
          </span>
        }
      >
        {discarded ? (
          <Button variant="default" component={Link} to="/contacts">
            {t("contact.backToList")}
          </Button>
        ) : (
          may("contacts.create") && (
            <Button.Group>
              <Button component={Link} to="/contacts/new" leftSection={<IconPlus size={16} />}>
                {t("contact.new")}
              </Button>
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button px={8} aria-label={t("contact.newKind")} style={{ borderLeft: "1px solid #ffffff55" }}>
                    <IconChevronDown size={16} />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item
                    leftSection={<IconUserPlus size={16} />}
                    onClick={() => void navigate({ to: "/contacts/new", search: { kind: "person" } })}
                  >
                    {t("create.person")}
                  </Menu.Item>
                  <Menu.Item
                    leftSection={<IconBuilding size={16} />}
                    onClick={() => void navigate({ to: "/contacts/new", search: { kind: "company" } })}
                  >
                    {t("create.company")}
                  </Menu.Item>
                  {may("contacts.import") && (
                    <Menu.Item leftSection={<IconFileImport size={16} />} onClick={() => void navigate({ to: "/imports/new" })}>
                      {t("imports.contacts")}
                    </Menu.Item>
                  )}
                </Menu.Dropdown>
              </Menu>
            </Button.Group>
          )
        )}
      </PageHeader>
      {!discarded && (
        <ViewBar
          entity="contacts"
          title={t("lists.all")}
          all={views}
          chosen={view}
          state={state}
          columns={columns}
          onChoose={open}
          nameOf={nameOf}
          unshown={view ? unshown(view) : []}
        />
      )}
      <Filters
        search={<SearchField label={t("contact.search")} value={search.q ?? ""} onChange={setText} />}
        active={active}
        end={
          <>
            {!discarded && me.is_administrator && (
              <TextLink to="/contacts" search={{ discarded: "1" }} size="sm" className={classes.link}>
                {t("contact.showDiscarded")}
              </TextLink>
            )}
            {may("contacts.export") && (
              <ExportButton
                entity="contacts"
                filter={asFilter(query)}
                sort={sort}
                columns={columns.shown.filter((column) => !column.screenOnly).map((column) => column.id)}
                name={view?.name ?? search.tag}
                cards
              />
            )}
            <ColumnChoice columns={columns} />
          </>
        }
      >
        <SegmentedControl
          aria-label={t("contact.kind")}
          value={search.kind ?? "all"}
          onChange={(value) => change({ kind: value === "all" ? undefined : (value as "person") })}
          data={[
            { value: "all", label: t("contact.kinds.all") },
            { value: "person", label: t("contact.kinds.people") },
            { value: "company", label: t("contact.kinds.companies") },
          ]}
        />
        <Select
          aria-label={t("contact.class")}
          placeholder={t("contact.anyClass")}
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          w={168}
          value={search.class ?? null}
          onChange={(value) => change({ class: (value ?? undefined) as ContactSearch["class"] })}
          data={(["prospect", "interested", "client"] as const).map((value) => ({
            value,
            label: t(`contact.classes.${value}`),
          }))}
        />
        <MoreFilters search={search} change={change} />
        <Switch
          label={t("contact.mine")}
          checked={!!search.mine}
          onChange={(event) => change({ mine: event.currentTarget.checked ? "1" : undefined })}
        />
        <CustomFilters entity="contact" value={search.custom} onChange={(custom) => change({ custom })} />
      </Filters>
      <Suspense>{(ticks.all || ticks.ids.size > 0) && <ContactBulk ticks={ticks} total={count} filter={asFilter(query)} discarded={discarded} />}</Suspense>
      <RecordTable<Contact>
        name="contacts"
        ticks={mayTick ? { ...ticks, labelOf } : undefined}
        label={t(discarded ? "contact.discarded" : "menu.contacts")}
        columns={columns.shown}
        onWidth={(id, width) => columns.choose(widened(columns.chosen, id, width))}
        query={query}
        sort={sort}
        onSort={(next) => change({ sort: next })}
        source={contacts}
        onTotal={setCount}
        onOpen={(contact) =>
          void navigate({ to: "/contacts/$contactId", params: { contactId: contact.id } })
        }
        compact={(contact) => (
          <Group gap={12} wrap="nowrap">
            <ContactAvatar contact={contact} size={38} />
            <div className={classes.grow}>
              <TextLink
                to="/contacts/$contactId"
                params={{ contactId: contact.id }}
                fw={580}
                size="sm"
                truncate
                display="block"
                className={classes.name}
              >
                {contact.name}
              </TextLink>
              <Text size="xs" c="dimmed" truncate className="number">
                {shown(primary(contact.phones)?.number) || primary(contact.emails)?.address || ago(contact.updated_at)}
              </Text>
            </div>
            <Flag value={contact.flag} />
            {discarded ? <Suspense><Restore contact={contact} /></Suspense> : <ClassBadge value={contact.class} />}
          </Group>
        )}
        empty={
          filtered ? (
            <Blank
              title={t("contact.noneFound")}
              action={
                <Button
                  variant="default"
                  onClick={() => change({ q: undefined, custom: undefined, ...Object.fromEntries(NARROWING.map((name) => [name, undefined])) })}
                >
                  {t("table.clearFilters")}
                </Button>
              }
            >
              {t("contact.noneFoundHint")}
            </Blank>
          ) : discarded ? (
            <Blank title={t("contact.noneDiscarded")}>{t("contact.noneDiscardedHint")}</Blank>
          ) : (
            <Blank
              title={t("contact.none")}
              action={
                may("contacts.create") && (
                  <Button component={Link} to="/contacts/new">
                    {t("contact.new")}
                  </Button>
                )
              }
            >
              {t("contact.noneHint")}
            </Blank>
          )
        }
      />
    </div>
  );
}
