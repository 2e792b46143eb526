import { Button, Group, Text } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { opportunities } from "@/api/resources";
import type { Opportunity } from "@/api/types";
import { ago, day, money, number, plainDay } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import classes from "@/pages/list.module.css";
import { nameIn } from "@/ui/named";
import type { Column } from "@/ui/RecordTable";
import { TextLink } from "@/ui/TextLink";

import { useLossReasons, useMotives } from "./catalogs";
import { tagOf } from "./record";
import { StateBadge } from "./StateBadge";

export function Restore({ one }: { one: Opportunity }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: () => opportunities.act(one.id, tagOf(one), "restore", {}),
    onSuccess: () => {
      showDone(t("sale.restored", { name: one.title }));
      void client.invalidateQueries({ queryKey: ["opportunities"] });
    },
    onError: showProblem,
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconRestore size={15} />}
      loading={restore.isPending}
      onClick={() => restore.mutate()}
      aria-label={t("sale.restoreOne", { name: one.title })}
    >
      {t("contact.restore")}
    </Button>
  );
}

/** The columns of a list of opportunities; the won ones stand without stage and expectation. */
export function useOpportunityColumns(kind: "open" | "sales" | "discarded"): Column<Opportunity>[] {
  const { t } = useTranslation();
  const motives = useMotives().data;
  const reasons = useLossReasons().data;
  return useMemo(() => {
    const sortable = (field: string) => (kind === "open" ? field : undefined);
    const cut = (text: string | null | undefined) => <span className={classes.cut}>{text}</span>;
    const quiet = (at: string | null | undefined) => <span className={classes.quiet}>{at ? ago(at) : ""}</span>;
    const named = (all: readonly { id: string; name: string; name_en: string }[] | undefined, id: string | null | undefined) => {
      const found = all?.find((one) => one.id === id);
      return cut(found && nameIn(found));
    };
    const won = kind === "sales";
    const columns: Column<Opportunity>[] = [
      {
        id: "title",
        header: t("sale.title"),
        track: "minmax(170px, 2.2fr)",
        sort: sortable("title"),
        always: true,
        cell: (one) => (
          <TextLink to="/opportunities/$opportunityId" params={{ opportunityId: one.id }} fw={560} size="sm" truncate className={classes.name}>
            {one.title}
          </TextLink>
        ),
      },
      { id: "contact", header: t("sale.contact"), track: "minmax(130px, 1.5fr)", cell: (one) => cut(one.contact_name ?? t("contact.private")) },
      {
        id: "stage",
        beside: ["state"],
        extra: won,
        header: t("sale.stage"),
        track: "minmax(120px, 1.1fr)",
        cell: (one) => (one.state === "open" ? cut(nameIn(one.stage)) : <StateBadge value={one.state} />),
      },
      {
        id: "amount",
        beside: ["currency"],
        header: t("sale.amount"),
        track: "minmax(120px, 1fr)",
        align: "right",
        sort: sortable("amount"),
        descendingFirst: true,
        cell: (one) => <span className="number">{money(one.amount)}</span>,
      },
      {
        id: "expected_amount",
        beside: ["currency"],
        extra: won,
        header: t("sale.expected"),
        track: "minmax(120px, 1fr)",
        align: "right",
        cell: (one) => <span className="number">{money(one.expected_amount)}</span>,
      },
      {
        id: "probability",
        extra: true,
        header: t("sale.probability"),
        track: "104px",
        align: "right",
        cell: (one) => <span className="number">{t("sale.percent", { value: number(one.probability) })}</span>,
      },
      {
        id: "expected_close_on",
        extra: won,
        header: t("sale.closeOn"),
        track: "112px",
        sort: sortable("expected_close_on"),
        cell: (one) => <span className="number">{plainDay(one.expected_close_on)}</span>,
      },
      { id: "owner", header: t("sale.owner"), track: "minmax(110px, 1.1fr)", cell: (one) => cut(one.owner_name) },
      { id: "contacts", extra: true, header: t("sale.allContacts"), track: "minmax(130px, 1.4fr)", cell: (one) => cut(one.contacts.flatMap((each) => each.name ?? []).join(", ")) },
      { id: "products", extra: true, header: t("sale.products"), track: "minmax(120px, 1.4fr)", cell: (one) => cut(one.lines.map((line) => line.product_name).join(", ")) },
      { id: "motive", extra: true, header: t("sale.win.reason"), track: "minmax(120px, 1.2fr)", cell: (one) => named(motives?.items, one.purchase_motive_id) },
      { id: "reason", extra: true, header: t("sale.lose.reason"), track: "minmax(120px, 1.2fr)", cell: (one) => named(reasons?.items, one.loss_reason_id) },
      { id: "moved_at", extra: true, header: t("sale.movedAt"), track: "120px", sort: sortable("moved_at"), descendingFirst: true, cell: (one) => quiet(one.moved_at) },
      {
        id: "closed_at",
        extra: !won,
        header: t(won ? "sale.wonOn" : "sale.closedAt"),
        track: "112px",
        sort: won ? "closed_at" : undefined,
        descendingFirst: true,
        cell: (one) => <span className="number">{one.closed_at ? day(one.closed_at) : ""}</span>,
      },
      { id: "updated_at", extra: true, header: t("contact.updated"), track: "112px", sort: sortable("updated_at"), descendingFirst: true, cell: (one) => quiet(one.updated_at) },
      { id: "created_at", extra: true, header: t("sale.created"), track: "112px", sort: sortable("created_at"), descendingFirst: true, cell: (one) => quiet(one.created_at) },
    ];
    if (kind === "discarded")
      columns.push(
        { id: "discarded_at", header: t("sale.discardedAt"), track: "112px", cell: (one) => quiet(one.discarded_at) },
        { id: "restore", header: t("table.actions"), track: "128px", always: true, screenOnly: true, cell: (one) => <Restore one={one} /> },
      );
    return columns;
  }, [t, kind, motives, reasons]);
}

export function CompactOpportunity({ one }: { one: Opportunity }) {
  const { t } = useTranslation();
  return (
    <Group gap={12} wrap="nowrap">
      <div className={classes.grow}>
        <TextLink to="/opportunities/$opportunityId" params={{ opportunityId: one.id }} fw={580} size="sm" truncate display="block" className={classes.name}>
          {one.title}
        </TextLink>
        <Text size="xs" c="dimmed" truncate>
          {one.contact_name ?? t("contact.private")}
        </Text>
      </div>
      <div>
        <Text size="sm" fw={600} ta="right" className="number">
          {money(one.amount)}
        </Text>
        <Text size="xs" c="dimmed" ta="right">
          {one.state === "open" ? nameIn(one.stage) : t(`sale.states.${one.state}`)}
        </Text>
      </div>
    </Group>
  );
}
