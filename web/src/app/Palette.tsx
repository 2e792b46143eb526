import "@mantine/spotlight/styles.css";

import { Spotlight, spotlight } from "@mantine/spotlight";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBuilding, IconSearch, IconUser } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { contacts } from "@/api/resources";
import { useMay } from "@/api/session";
import { usePhoneFormat } from "@/phone/numbers";

import { creatable } from "./creating";
import { places } from "./navigation";
import { paletteIs } from "./openPalette";

const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** Go anywhere, create anything, find anybody: Ctrl+K. */
export function Palette() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const shown = usePhoneFormat();
  useEffect(() => {
    paletteIs(() => spotlight.open());
    spotlight.open();
    return () => paletteIs(null);
  }, []);
  const [query, setQuery] = useState("");
  const [wanted] = useDebouncedValue(query.trim(), 180);
  const searching = wanted.length >= 3 && may("contacts.view");
  const found = useQuery({
    queryKey: ["contacts", "lookup", wanted],
    queryFn: ({ signal }) => contacts.lookup({ q: wanted }, signal),
    enabled: searching,
    placeholderData: keepPreviousData,
  });
  const matches = (text: string) => plain(text).includes(plain(query.trim()));
  const goto = places(may).filter((place) => matches(t(`menu.${place.id}`)));
  const create = creatable(may).filter((one) => matches(`${t("palette.create")} ${t(`create.${one.id}`)}`));
  const people = searching ? (found.data?.items ?? []).slice(0, 8) : [];
  const nothing = !goto.length && !create.length && !people.length && !found.isFetching;

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={420}
      attributes={{ content: { "aria-label": t("palette.label") } }}
    >
      <Spotlight.Search
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.placeholder")}
        leftSection={<IconSearch size={18} stroke={1.7} />}
      />
      <Spotlight.ActionsList>
        {people.length > 0 && (
          <Spotlight.ActionsGroup label={t("menu.contacts")}>
            {people.map((contact) => (
              <Spotlight.Action
                key={contact.id}
                label={contact.name}
                description={
                  contact.phones?.[0]
                    ? shown(contact.phones[0].number)
                    : (contact.emails?.[0]?.address ?? "")
                }
                leftSection={contact.kind === "company" ? <IconBuilding size={18} /> : <IconUser size={18} />}
                onClick={() =>
                  void navigate({ to: "/contacts/$contactId", params: { contactId: contact.id } })
                }
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {create.length > 0 && (
          <Spotlight.ActionsGroup label={t("palette.create")}>
            {create.map((one) => (
              <Spotlight.Action
                key={one.id}
                label={t(`create.${one.id}`)}
                leftSection={<one.icon size={18} />}
                onClick={() => void navigate({ to: one.to, search: one.search })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {goto.length > 0 && (
          <Spotlight.ActionsGroup label={t("palette.goto")}>
            {goto.map((place) => (
              <Spotlight.Action
                key={place.id}
                label={t(`menu.${place.id}`)}
                leftSection={<place.icon size={18} stroke={1.7} />}
                onClick={() => void navigate({ to: place.to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.isError && searching && <Spotlight.Empty>{t("palette.unavailable")}</Spotlight.Empty>}
        {nothing && !found.isError && <Spotlight.Empty>{t("palette.nothing")}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
