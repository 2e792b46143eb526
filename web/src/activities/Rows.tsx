import { ActionIcon, Anchor, Badge, Tooltip, UnstyledButton } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconPhone } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useMay, useMe } from "@/api/session";
import type { Activity } from "@/api/types";
import { dayTime, isoDay, time } from "@/app/format";
import { useTaskCategories } from "@/pages/contact/catalogs";
import { usePhoneFormat } from "@/phone/numbers";
import { usePeople } from "@/ui/directory";
import { recordPath } from "@/ui/records";
import { TextLink } from "@/ui/TextLink";

import classes from "./activities.module.css";
import { momentOf } from "./calendar";
import type { ActivityDialogs } from "./Dialogs";
import { Flag } from "./Flag";
import { KIND_ICONS } from "./kinds";
import { useActivityActs } from "./use";

/** The tick that completes an activity and asks for the follow-up, or opens it again (N-08, N-19). */
export function Tick({ one, dialogs }: { one: Activity; dialogs: ActivityDialogs }) {
  const { t } = useTranslation();
  const may = useMay();
  const { reopen } = useActivityActs();
  if (!may("contacts.edit")) return null;
  const closed = one.state === "closed";
  const label = t(closed ? "activity.reopenOne" : "activity.completeOne", { title: one.title });
  return (
    <Tooltip label={t(closed ? "activity.reopen" : "activity.complete")}>
      <ActionIcon variant={closed ? "subtle" : "default"} size={30} radius="xl" aria-label={label} loading={reopen.isPending} onClick={() => (closed ? reopen.mutate(one) : dialogs.complete(one))}>
        {closed ? <IconArrowBackUp size={16} /> : <IconCheck size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}

export function ActivityTitle({ one, dialogs }: { one: Activity; dialogs: ActivityDialogs }) {
  return (
    <UnstyledButton className={classes.title} data-closed={one.state === "closed" || undefined} onClick={() => dialogs.edit(one)}>
      {one.title}
    </UnstyledButton>
  );
}

/** When it is: from when until when for what begins and ends. */
export function When({ one }: { one: Activity }) {
  const { t } = useTranslation();
  const at = momentOf(one);
  if (!at) return <span>{t("activity.undated")}</span>;
  const ends = one.ends_at && one.ends_at > at ? one.ends_at : null;
  const same = ends && isoDay(new Date(ends)) === isoDay(new Date(at));
  return (
    <time dateTime={at} className="number">
      {dayTime(at)}
      {ends ? ` – ${same ? time(ends) : dayTime(ends)}` : ""}
    </time>
  );
}

/** The record that it is about, and a number to call where it is a call's (T-35 by tel: links). */
export function Concerns({ one }: { one: Activity }) {
  const { t } = useTranslation();
  const shown = usePhoneFormat();
  const path = recordPath(one.related);
  const guest = one.participants.find((each) => each.type === "contact" && each.name);
  const name = one.related.name ?? guest?.name;
  const phone = one.related.phone ?? guest?.phone;
  return (
    <>
      {name && (
        <TextLink to={one.related.name && path ? path : (recordPath({ type: "contact", id: guest?.id }) ?? "/")} size="xs">
          {name}
        </TextLink>
      )}
      {phone && one.kind === "call" && (
        <Anchor href={`tel:${phone}`} size="xs" aria-label={t("activity.callNumber", { number: shown(phone) })}>
          <IconPhone size={13} />
          {shown(phone)}
        </Anchor>
      )}
    </>
  );
}

/** Activities, one under the other: tick, flag, what, when, with whom. */
export function ActivityRows({ items, dialogs, label, without }: { items: readonly Activity[]; dialogs: ActivityDialogs; label: string; without?: "related" }) {
  const { t } = useTranslation();
  const me = useMe();
  const { nameOf } = usePeople();
  const categories = useTaskCategories();
  return (
    <ul className={classes.list} aria-label={label}>
      {items.map((one) => {
        const Sign = KIND_ICONS[one.kind];
        const assignee = one.assignee_id === me.id ? "" : nameOf(one.assignee_id);
        return (
          <li key={one.id}>
            <Tick one={one} dialogs={dialogs} />
            <div className={classes.body}>
              <ActivityTitle one={one} dialogs={dialogs} />
              <div className={classes.meta}>
                <Flag value={one.flag} />
                <span className={classes.kind}>
                  <Sign size={14} stroke={1.8} />
                  {t(`activity.kinds.${one.kind}`)}
                </span>
                <When one={one} />
                {one.category_id && <span>{categories.nameOf(one.category_id)}</span>}
                {without !== "related" && <Concerns one={one} />}
                {one.location && <span>{one.location}</span>}
                {assignee && <span>{t("activity.does", { name: assignee })}</span>}
                {one.kind === "task" && one.priority === "high" && one.state === "open" && <Badge color="red" size="sm">{t("activity.priorities.high")}</Badge>}
              </div>
              {one.outcome && <p className={classes.outcome}>{one.outcome}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
