import { ActionIcon, Button, Menu, Text, Title, VisuallyHidden } from "@mantine/core";
import { IconArrowsMove } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problems";
import { opportunities, type Query } from "@/api/resources";
import { useMay } from "@/api/session";
import type { BoardColumn, Opportunity, Totals } from "@/api/types";
import { day, money, number } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import { Failure, Lines } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { nameIn } from "@/ui/named";

import { useAct } from "./record";
import classes from "./sales.module.css";

type StageOf = BoardColumn["stage"];
type Move = (card: Opportunity, stage: StageOf) => void;

interface CardProps {
  card: Opportunity;
  stages: StageOf[];
  movable: boolean;
  busy: boolean;
  onDrag: (card: Opportunity | null) => void;
  onMove: Move;
}

/** One card. Dragged by the pointer; by the keyboard its menu or Alt with an arrow moves it. */
function Card({ card, stages, movable, busy, onDrag, onMove }: CardProps) {
  const { t } = useTranslation();
  const here = stages.findIndex((stage) => stage.id === card.stage_id);
  const others = stages.filter((stage) => stage.active && stage.id !== card.stage_id);
  return (
    // By the keyboard the menu and Alt with an arrow do the same.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={classes.card}
      draggable={movable && !busy}
      data-busy={busy || undefined}
      data-opportunity={card.id}
      onDragStart={(event) => {
        event.dataTransfer.setData("text/plain", card.title);
        event.dataTransfer.effectAllowed = "move";
        onDrag(card);
      }}
      onDragEnd={() => onDrag(null)}
    >
      <div className={classes.cardHead}>
        <TextLink
          to="/opportunities/$opportunityId"
          params={{ opportunityId: card.id }}
          size="sm"
          fw={580}
          className={classes.cardTitle}
          draggable={false}
          aria-keyshortcuts={movable ? "Alt+ArrowLeft Alt+ArrowRight" : undefined}
          onKeyDown={(event) => {
            const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
            if (!step || !event.altKey || !movable) return;
            event.preventDefault();
            const target = stages[here + step];
            if (target?.active) onMove(card, target);
          }}
        >
          {card.title}
        </TextLink>
        {movable && others.length > 0 && (
          <Menu position="bottom-end" width={230}>
            <Menu.Target>
              <ActionIcon size={26} aria-label={t("sale.moveOne", { name: card.title })} disabled={busy}>
                <IconArrowsMove size={15} stroke={1.7} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t("sale.moveTo")}</Menu.Label>
              {others.map((stage) => (
                <Menu.Item key={stage.id} onClick={() => onMove(card, stage)}>
                  {nameIn(stage)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <Text size="xs" c="dimmed" truncate>
        {card.contact_name ?? t("contact.private")}
      </Text>
      <div className={classes.cardFoot}>
        <Text size="sm" fw={600} className="number">
          {money(card.amount)}
        </Text>
        <Text size="xs" c="dimmed" className="number">
          {card.expected_close_on ? day(`${card.expected_close_on}T12:00:00`) : card.owner_name}
        </Text>
      </div>
    </li>
  );
}

interface ColumnProps extends Omit<CardProps, "card" | "busy"> {
  column: BoardColumn;
  query: Query;
  arriving: Opportunity | null;
  leaving: string | null;
  dragged: Opportunity | null;
}

function Column({ column, query, arriving, leaving, dragged, onMove, ...rest }: ColumnProps) {
  const { t } = useTranslation();
  const [more, setMore] = useState<{ items: Opportunity[]; next: string | null } | null>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  // Another answer of the server begins again at its first page.
  useEffect(() => setMore(null), [column]);
  const next = more ? more.next : column.next_cursor;
  const cards = [...column.items, ...(more?.items ?? [])].filter((card) => card.id !== leaving);
  const { stage } = column;
  const target = !!dragged && stage.active && dragged.stage_id !== stage.id;
  async function load() {
    setBusy(true);
    try {
      const page = await opportunities.list({
        ...query,
        state: "open",
        stage_id: stage.id,
        sort: "-moved_at",
        limit: 20,
        cursor: next ?? undefined,
      });
      setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next_cursor });
    } catch (error) {
      showProblem(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={classes.column}
      aria-labelledby={`stage-${stage.id}`}
      data-stage={stage.id}
      data-over={(over && target) || undefined}
      onDragOver={(event) => {
        if (!target) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (target && dragged) onMove(dragged, stage);
      }}
    >
      <div className={classes.columnHead}>
        <div className={classes.columnName}>
          <Title order={2} size="0.9rem" id={`stage-${stage.id}`}>
            {nameIn(stage)}
          </Title>
          <Text size="xs" c="dimmed" className="number">
            {t("sale.percent", { value: stage.probability })}
          </Text>
        </div>
        <Text size="xs" c="dimmed" className="number">
          {t("sale.columnSum", { count: column.count, total: number(column.count), amount: money(column.amount) })}
        </Text>
        <Text size="xs" c="dimmed" className="number">
          {t("sale.columnExpected", { amount: money(column.expected_amount) })}
        </Text>
        {column.unconverted.map((one) => (
          <Text size="xs" key={one.currency} className={`number ${classes.apart}`}>
            {t("sale.unconverted", { count: one.count, amount: money({ amount: one.amount, currency: one.currency }) })}
          </Text>
        ))}
      </div>
      <ul className={classes.cards} aria-labelledby={`stage-${stage.id}`}>
        {arriving && <Card key={arriving.id} card={arriving} busy onMove={onMove} {...rest} />}
        {cards.map((card) => (
          <Card key={card.id} card={card} busy={false} onMove={onMove} {...rest} />
        ))}
        {next && (
          <li>
            <Button variant="default" size="compact-sm" fullWidth loading={busy} onClick={() => void load()}>
              {t("sale.more")}
              <VisuallyHidden>{nameIn(stage)}</VisuallyHidden>
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}

/** The board (S-14, S-20): a column per stage, counted and summed by the server. */
export function Board({ query, onTotals }: { query: Query; onTotals: (totals: Totals | undefined) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const act = useAct();
  const [dragged, setDragged] = useState<Opportunity | null>(null);
  const [moving, setMoving] = useState<{ card: Opportunity; to: string } | null>(null);
  const [said, setSaid] = useState("");
  const focusOn = useRef<string | null>(null);
  // The card stands in another column now; who moved it by keys goes on from there.
  useEffect(() => {
    if (moving || !focusOn.current) return;
    document.querySelector<HTMLElement>(`[data-opportunity="${focusOn.current}"] a`)?.focus();
    focusOn.current = null;
  }, [moving]);
  const board = useQuery({
    queryKey: ["opportunities", "board", query],
    queryFn: ({ signal }) => opportunities.board(query, signal),
  });
  const total = board.data?.total;
  useEffect(() => onTotals(total), [total, onTotals]);
  if (board.error && !board.data) return <Failure error={board.error} retry={() => void board.refetch()} />;
  if (!board.data) return <Lines count={8} />;
  const stages = board.data.columns.map((column) => column.stage);

  async function move(card: Opportunity, stage: StageOf) {
    if (moving) return;
    setMoving({ card, to: stage.id });
    const told = t("sale.moved", { name: card.title, stage: nameIn(stage) });
    try {
      await act(card, "stage", { stage_id: stage.id });
      setSaid(told);
      showDone(told);
    } catch (error) {
      if (asProblem(error).status === 412) setSaid(t("sale.movedBySomebody", { name: card.title }));
      showProblem(error);
    } finally {
      focusOn.current = card.id;
      setMoving(null);
    }
  }

  return (
    <>
      <div role="status">
        <VisuallyHidden>{said}</VisuallyHidden>
      </div>
      {/* Scrolled by the arrow keys when it has no card to focus. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.board} role="group" aria-label={t("sale.board")} tabIndex={0}>
        {board.data.columns.map((column) => (
          <Column
            key={column.stage.id}
            column={column}
            query={query}
            stages={stages}
            movable={may("sales.edit")}
            dragged={dragged}
            arriving={moving?.to === column.stage.id ? moving.card : null}
            leaving={moving?.card.id ?? null}
            onDrag={setDragged}
            onMove={(card, stage) => void move(card, stage)}
          />
        ))}
      </div>
    </>
  );
}
