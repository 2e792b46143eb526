import { ActionIcon, Button, Indicator, Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import {
  IconChevronDown,
  IconHeadset,
  IconMenu2,
  IconPinned,
  IconPinnedOff,
  IconPlus,
  IconSearch,
} from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { onReachability } from "@/api/client";
import { useMay, useSession } from "@/api/session";
import { IncomingCard } from "@/phone/IncomingCard";
import { PhoneProvider, useTelephone } from "@/phone/PhoneProvider";
import { SoftphonePanel } from "@/phone/SoftphonePanel";
import { CallStrip } from "@/phone/CallStrip";
import { Mark } from "@/ui/Brand";

import { Bell } from "./Bell";
import { creatable } from "./creating";
import { LanguageSwitch } from "./LanguageSwitch";
import { LiveProvider } from "./live";
import { type Place, places } from "./navigation";
import { openPalette, usePaletteWanted } from "./openPalette";
import classes from "./Shell.module.css";
import { useShortcuts } from "./shortcuts";
import { UserMenu } from "./UserMenu";

// What the first screen does not show is not in the first download.
const DuePopups = lazy(() => import("@/reminders/DuePopups").then((module) => ({ default: module.DuePopups })));
const Palette = lazy(() => import("./Palette").then((module) => ({ default: module.Palette })));
const SessionExpired = lazy(() => import("./SessionExpired").then((module) => ({ default: module.SessionExpired })));
const ShortcutSheet = lazy(() => import("./ShortcutSheet").then((module) => ({ default: module.ShortcutSheet })));
const MobileMenu = lazy(() => import("./MobileMenu").then((module) => ({ default: module.MobileMenu })));

const GROUPS = ["work", "messages", "administration"] as const;

function MenuList({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shown = places(may);
  const here = (place: Place) =>
    place.to === "/" ? path === "/" : path === place.to || path.startsWith(`${place.to}/`);
  return (
    <>
      {GROUPS.map((group) => {
        const rows = shown.filter((place) => place.group === group);
        if (!rows.length) return null;
        return (
          <div key={group} className={classes.group}>
            <p className={classes.groupName} id={`menu-${group}`}>
              {t(`menu.groups.${group}`)}
            </p>
            <ul className={classes.list} aria-labelledby={`menu-${group}`}>
              {rows.map((place) => (
                <li key={place.id}>
                  <Link
                    to={place.to}
                    className={classes.place}
                    aria-current={here(place) ? "page" : undefined}
                    data-here={here(place) || undefined}
                    onClick={onGo}
                  >
                    <place.icon size={20} stroke={1.7} />
                    <span className={classes.placeName}>{t(`menu.${place.id}`)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

function CreateMenu() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const narrow = useMediaQuery("(max-width: 62em)");
  const create = creatable(may);
  if (!create.length) return null;
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        {narrow ? (
          <ActionIcon variant="filled" color="troncal" size={36} aria-label={t("create.label")}>
            <IconPlus size={18} />
          </ActionIcon>
        ) : (
          <Button
            leftSection={<IconPlus size={16} />}
            rightSection={<IconChevronDown size={14} />}
            size="sm"
          >
            {t("create.label")}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {create.map((one) => (
          <Menu.Item
            key={one.id}
            leftSection={<one.icon size={17} />}
            onClick={() => void navigate({ to: one.to, search: one.search })}
          >
            {t(`create.${one.id}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function PhoneToggle() {
  const { t } = useTranslation();
  const telephone = useTelephone();
  if (!telephone.enabled) return null;
  const label = t("phone.toggle", { state: t(`phone.state.${telephone.choice}`) });
  return (
    <Tooltip label={label}>
      <Indicator
        color={{ available: "#1d8a4e", paused: "#b06a06", offline: "#6a7680" }[telephone.choice]}
        size={11}
        offset={5}
        withBorder
        position="bottom-end"
      >
        <ActionIcon
          size={36}
          aria-label={label}
          aria-expanded={telephone.open}
          aria-controls="softphone"
          onClick={() => telephone.setOpen(!telephone.open)}
        >
          <IconHeadset size={20} stroke={1.7} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}

function OfflineBar() {
  const { t } = useTranslation();
  const [down, setDown] = useState(false);
  const client = useQueryClient();
  useEffect(
    () =>
      onReachability((now) => {
        setDown(now);
        if (!now) void client.invalidateQueries();
      }),
    [client],
  );
  return (
    <div role="status" className={classes.offline} hidden={!down}>
      {down && t("error.offlineBar")}
    </div>
  );
}

const PIN = "troncal.menu.pinned";

function Frame() {
  const { t } = useTranslation();
  const [drawer, drawerControl] = useDisclosure(false);
  const [pinned, setPinned] = useState(() => localStorage.getItem(PIN) === "1");
  const telephone = useTelephone();
  const main = useRef<HTMLElement>(null);
  const standing = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const shortcuts = useShortcuts();
  const palette = usePaletteWanted();
  const narrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });

  function togglePin() {
    localStorage.setItem(PIN, pinned ? "0" : "1");
    setPinned(!pinned);
  }

  return (
    <div className={classes.frame} data-pinned={pinned || undefined} data-phone={(telephone.enabled && telephone.open) || undefined}>
      <a
        className={classes.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t("shell.skip")}
      </a>
      <nav className={classes.rail} aria-label={t("shell.menu")}>
        <Link to="/" className={classes.brand} aria-label={t("shell.home")}>
          <Mark size={34} />
          <span className={classes.placeName}>{t("brand")}</span>
        </Link>
        <div className={classes.scroll}>
          <MenuList />
        </div>
        <UnstyledButton className={classes.pin} onClick={togglePin} aria-pressed={pinned}>
          {pinned ? <IconPinnedOff size={19} stroke={1.7} /> : <IconPinned size={19} stroke={1.7} />}
          <span className={classes.placeName}>{t(pinned ? "shell.unpin" : "shell.pin")}</span>
        </UnstyledButton>
      </nav>
      <header className={classes.header}>
        <ActionIcon
          className={classes.burger}
          size={36}
          aria-label={t("shell.openMenu")}
          aria-expanded={drawer}
          onClick={drawerControl.open}
        >
          <IconMenu2 size={20} />
        </ActionIcon>
        <UnstyledButton className={classes.search} onClick={openPalette} aria-keyshortcuts="Control+K">
          <IconSearch size={17} stroke={1.8} />
          <span className={classes.searchText}>{t("shell.search")}</span>
          <kbd className={classes.kbd}>{t("shell.searchKeys")}</kbd>
        </UnstyledButton>
        <div className={classes.tools}>
          <CreateMenu />
          <div className={classes.language}>
            <LanguageSwitch />
          </div>
          <Bell />
          <PhoneToggle />
          <UserMenu onShortcuts={shortcuts.open} />
        </div>
      </header>
      <OfflineBar />
      <main id="main" ref={main} tabIndex={-1} className={classes.main} data-page={standing}>
        <Outlet />
      </main>
      {telephone.enabled && <SoftphonePanel />}
      {telephone.enabled && <CallStrip />}
      {telephone.enabled && <IncomingCard />}
      <Suspense fallback={null}>
        <DuePopups />
      </Suspense>
      <Suspense fallback={null}>
        {drawer && narrow && (
          <MobileMenu onClose={drawerControl.close}>
            <MenuList onGo={drawerControl.close} />
          </MobileMenu>
        )}
        {palette && <Palette />}
        {shortcuts.opened && <ShortcutSheet onClose={shortcuts.close} />}
      </Suspense>
    </div>
  );
}

export function Shell() {
  const session = useSession();
  const navigate = useNavigate();
  const { status, me } = session;
  useEffect(() => {
    if (status === "out") void navigate({ to: "/login", replace: true });
  }, [status, navigate]);
  if (!me) return null;
  return (
    <LiveProvider key={`${me.id} ${me.organization.id}`}>
      <PhoneProvider>
        <Frame />
      </PhoneProvider>
      {status === "expired" && (
        <Suspense fallback={null}>
          <SessionExpired email={me.email} />
        </Suspense>
      )}
    </LiveProvider>
  );
}
