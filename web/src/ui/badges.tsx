import { Avatar, Badge, ThemeIcon, Tooltip } from "@mantine/core";
import {
  IconArrowDownLeft,
  IconArrowUpRight,
  IconBuilding,
  IconLock,
  IconPencil,
  IconPhoneOff,
  IconWorld,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Call, Contact } from "@/api/types";
import { initials } from "@/app/format";
import { usePhoto } from "@/photos/use";

const HUES = ["troncal", "indigo", "grape", "teal", "violet", "cyan", "pink", "amber"] as const;

function hueOf(text: string): string {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return HUES[sum % HUES.length] ?? "troncal";
}

/** The contact's photo, or its medal; a public one carries its sign (C-07, C-10). */
export function ContactAvatar({ contact, size = 30 }: { contact: Pick<Contact, "id" | "name" | "kind" | "visibility" | "photo_id">; size?: number }) {
  const { t } = useTranslation();
  const photo = usePhoto(contact.id, contact.photo_id);
  const shared = contact.visibility !== "private";
  const label = t(`privacy.${contact.visibility}`);
  const Sign = contact.visibility === "write" ? IconPencil : IconWorld;
  return (
    <span style={{ position: "relative", flex: "none", display: "inline-flex" }}>
      <Avatar
        size={size}
        src={photo}
        alt=""
        radius={contact.kind === "company" ? "md" : "xl"}
        color={hueOf(contact.name)}
        variant="light"
        aria-hidden
      >
        {contact.kind === "company" ? <IconBuilding size={size * 0.55} stroke={1.7} /> : initials(contact.name) || "#"}
      </Avatar>
      {shared && (
        <Tooltip label={label}>
          <ThemeIcon
            size={Math.max(15, size * 0.42)}
            radius="xl"
            color="troncal"
            role="img"
            aria-label={label}
            style={{ position: "absolute", right: -4, bottom: -2, border: "1.5px solid #fff" }}
          >
            <Sign size={Math.max(9, size * 0.26)} stroke={2.2} />
          </ThemeIcon>
        </Tooltip>
      )}
    </span>
  );
}

export function PrivacyIcon({ visibility, size = 16 }: { visibility: Contact["visibility"]; size?: number }) {
  const Sign = { private: IconLock, read: IconWorld, write: IconPencil }[visibility];
  return <Sign size={size} stroke={1.8} aria-hidden />;
}

const CLASS_COLORS = { prospect: "gray", interested: "amber", client: "troncal" } as const;

export function ClassBadge({ value }: { value: Contact["class"] }) {
  const { t } = useTranslation();
  return <Badge color={CLASS_COLORS[value]}>{t(`contact.classes.${value}`)}</Badge>;
}

/** A colour that an organization chose, beside what it stands for. */
export function Swatch({ colour, children }: { colour: string; children: ReactNode }) {
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 6, minWidth: 0 }}>
      <span aria-hidden style={{ flex: "none", width: 11, height: 11, borderRadius: 6, background: colour, boxShadow: "inset 0 0 0 1px #0000002e" }} />
      <span style={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>{children}</span>
    </span>
  );
}

const ACCOUNT_COLORS = { active: "teal", inactive: "gray", restricted: "amber", suspended: "red" } as const;

/** Whether the client may buy on credit (C-34). */
export function AccountBadge({ value }: { value: Contact["account_status"] }) {
  const { t } = useTranslation();
  return <Badge color={ACCOUNT_COLORS[value]}>{t(`contact.accountStatuses.${value}`)}</Badge>;
}

const STATUS_COLORS: Record<Call["status"], string> = {
  queued: "gray",
  ringing: "amber",
  in_progress: "troncal",
  completed: "teal",
  missed: "red",
  busy: "amber",
  failed: "red",
  no_answer: "amber",
  canceled: "gray",
};

export function CallStatus({ value }: { value: Call["status"] }) {
  const { t } = useTranslation();
  return <Badge color={STATUS_COLORS[value]}>{t(`call.status.${value}`)}</Badge>;
}

export function CallDirection({ call }: { call: Pick<Call, "direction" | "status"> }) {
  const { t } = useTranslation();
  const missed = call.status === "missed";
  const Sign = missed ? IconPhoneOff : call.direction === "inbound" ? IconArrowDownLeft : IconArrowUpRight;
  const label = missed ? t("call.status.missed") : t(`call.direction.${call.direction}`);
  return (
    <Tooltip label={label}>
      <ThemeIcon
        variant="light"
        size={26}
        radius="xl"
        color={missed ? "red" : call.direction === "inbound" ? "teal" : "indigo"}
        role="img"
        aria-label={label}
      >
        <Sign size={15} stroke={2} />
      </ThemeIcon>
    </Tooltip>
  );
}
