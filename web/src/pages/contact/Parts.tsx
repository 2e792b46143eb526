import { Alert, Badge, Button, Group, Text, Title } from "@mantine/core";
import { IconBriefcase, IconFileInvoice, IconLifebuoy, IconPhone, IconPlus, IconRefresh } from "@tabler/icons-react";
import { type ComponentType, useState } from "react";
import { useTranslation } from "react-i18next";

import { useMay } from "@/api/session";
import type { Call, Customer, CustomerPart } from "@/api/types";
import { day, dayTime, duration, money } from "@/app/format";
import { CallStatus } from "@/ui/badges";
import { recordPath } from "@/ui/records";
import { TextLink } from "@/ui/TextLink";

import classes from "./Parts.module.css";

const SHOWN = 3;

/** What the parts' lists are read for; each service's record has more. */
interface Row {
  id: string;
  title?: string;
  number?: string | null;
  state?: string;
  state_class?: string;
  due_at?: string | null;
  issued_on?: string | null;
  amount?: { amount: string; currency: string } | null;
  expected_amount?: { amount: string; currency: string } | null;
  total?: { amount: string; currency: string } | null;
}

const KINDS = {
  opportunities: { type: "opportunity", icon: IconBriefcase, create: "sales.create", path: "/opportunities/new" },
  cases: { type: "case", icon: IconLifebuoy, create: "cases.create", path: "/cases/new" },
  invoices: { type: "invoice", icon: IconFileInvoice, create: "billing.create", path: "/invoices/new" },
} as const;
type Kind = keyof typeof KINDS;

interface CardProps {
  title: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  part: CustomerPart;
  count: number;
  retry: () => void;
  busy: boolean;
  create?: string | null;
  children: React.ReactNode;
}

/** One part of the customer: what its service says, or a clear mark that it says nothing now. */
function Card({ title, icon: Sign, part, count, retry, busy, create, children }: CardProps) {
  const { t } = useTranslation();
  return (
    <section className={classes.card} aria-label={title}>
      <div className={classes.head}>
        <Sign size={17} stroke={1.7} />
        <Title order={2} size="0.95rem">
          {title}
        </Title>
        {create && (
          <TextLink to={create} size="sm" className={classes.create} aria-label={t("customer.newOne", { what: title })}>
            <IconPlus size={14} />
            {t("customer.new")}
          </TextLink>
        )}
      </div>
      {part.state === "unavailable" ? (
        <Alert color="amber" p="xs" role="status">
          <Group justify="space-between" gap={6}>
            <Text size="sm">{t("customer.unavailable")}</Text>
            <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} loading={busy} onClick={retry} aria-label={t("customer.retryOne", { what: title })}>
              {t("action.retry")}
            </Button>
          </Group>
        </Alert>
      ) : count ? (
        children
      ) : (
        <Text size="sm" c="dimmed">
          {t("customer.nothing")}
        </Text>
      )}
    </section>
  );
}

function useShown<T>(rows: readonly T[]): [readonly T[], React.ReactNode] {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const more =
    rows.length > SHOWN ? (
      <Button size="compact-sm" variant="subtle" mt={6} aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? t("customer.fewer") : t("customer.more", { count: rows.length - SHOWN })}
      </Button>
    ) : null;
  return [all ? rows : rows.slice(0, SHOWN), more];
}

function Records({ kind, part, contactId, retry, busy }: { kind: Kind; part: CustomerPart; contactId: string; retry: () => void; busy: boolean }) {
  const { t } = useTranslation();
  const may = useMay();
  const { type, icon, create, path } = KINDS[kind];
  const rows = (part.data as { items?: Row[] } | null)?.items ?? [];
  const [shown, more] = useShown(rows);
  return (
    <Card title={t(`customer.${kind}`)} icon={icon} part={part} count={rows.length} retry={retry} busy={busy} create={may(create) ? `${path}?contact_id=${contactId}` : null}>
      <ul className={classes.list}>
        {shown.map((row) => {
          const state = row.state ?? row.state_class;
          const amount = row.total ?? row.amount ?? row.expected_amount;
          const at = row.issued_on ? day(`${row.issued_on}T12:00:00Z`) : row.due_at ? t("customer.due", { at: dayTime(row.due_at) }) : null;
          return (
            <li key={row.id}>
              <TextLink to={recordPath({ type, id: row.id }) ?? "/"} size="sm" className={classes.name}>
                {[row.number, row.title].filter(Boolean).join(" · ") || t(`customer.untitled.${type}`)}
              </TextLink>
              <Group gap={8}>
                {state && <Badge color="gray">{t(`customer.states.${state}` as "customer.states.open", { defaultValue: state })}</Badge>}
                {amount && (
                  <Text size="sm" className="number">
                    {money(amount)}
                  </Text>
                )}
                {at && (
                  <Text size="xs" c="dimmed">
                    {at}
                  </Text>
                )}
              </Group>
            </li>
          );
        })}
      </ul>
      {more}
    </Card>
  );
}

function Calls({ part, retry, busy }: { part: CustomerPart; retry: () => void; busy: boolean }) {
  const { t } = useTranslation();
  const rows = (part.data as { items?: Call[] } | null)?.items ?? [];
  const [shown, more] = useShown(rows);
  return (
    <Card title={t("customer.calls")} icon={IconPhone} part={part} count={rows.length} retry={retry} busy={busy}>
      <ul className={classes.list}>
        {shown.map((call) => (
          <li key={call.id}>
            <Text size="sm" component="span">
              {t(`call.direction.${call.direction}`)}
            </Text>
            <Group gap={8}>
              <CallStatus value={call.status} />
              <Text size="xs" c="dimmed">
                {call.started_at && dayTime(call.started_at)}
                {call.duration_seconds ? ` · ${duration(call.duration_seconds)}` : ""}
              </Text>
            </Group>
          </li>
        ))}
      </ul>
      {more}
    </Card>
  );
}

/** What each service knows of the customer, out of the one composed answer. */
export function Parts({ view, contactId, retry, busy }: { view: Customer; contactId: string; retry: () => void; busy: boolean }) {
  const has = (part: CustomerPart | null | undefined): part is CustomerPart => !!part && part.state !== "forbidden";
  return (
    <div className={classes.parts}>
      {(["opportunities", "cases", "invoices"] as const).map((kind) => {
        const part = view[kind];
        return has(part) ? <Records key={kind} kind={kind} part={part} contactId={contactId} retry={retry} busy={busy} /> : null;
      })}
      {has(view.calls) && <Calls part={view.calls} retry={retry} busy={busy} />}
    </div>
  );
}
