import { Skeleton } from "@mantine/core";
import { useElementSize, useMediaQuery } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Query } from "@/api/resources";
import type { Count, Page } from "@/api/types";
import { number } from "@/app/format";

import { NARROWEST, WIDEST } from "@/lists/columns";
import type { Ticks } from "@/lists/ticks";

import classes from "./RecordTable.module.css";
import { Failure } from "./states";

export interface Column<T> {
  id: string;
  header: string;
  /** A CSS grid track; flexible ones need `minmax(0, …)` or long text moves the columns. */
  track: string;
  /** The field that the server sorts by, when a click on the heading may. */
  sort?: string;
  /** What the first click asks for: the latest date first, but names from A. */
  descendingFirst?: boolean;
  align?: "right";
  always?: boolean;
  /** Hidden until a person chooses it. */
  extra?: boolean;
  /** What only a screen has (buttons): no view keeps it and no file has it. */
  screenOnly?: boolean;
  /** Columns that a file has behind this one: the currency of an amount. */
  beside?: readonly string[];
  /** The pixels that a person gave it. */
  width?: number;
  cell: (row: T) => ReactNode;
}

interface Props<T> {
  name: string;
  label: string;
  columns: Column<T>[];
  hidden?: ReadonlySet<string>;
  /** When a person may size the columns: in pixels, null for the list's own. */
  onWidth?: (id: string, width: number | null) => void;
  query: Query;
  sort: string;
  onSort: (sort: string) => void;
  source: {
    list: (query: Query, signal?: AbortSignal) => Promise<Page<T>>;
    count: (query: Query, signal?: AbortSignal) => Promise<Count>;
  };
  compact: (row: T) => ReactNode;
  onOpen?: (row: T) => void;
  empty: ReactNode;
  onTotal?: (count: Count | null) => void;
  /** Rows can be ticked; `labelOf` says which row a tick is of. */
  ticks?: Ticks & { labelOf: (row: T) => string };
}

const PAGE = 50;
const ROW = 46;
const TICK = "24px";
const COMPACT_ROW = 68;
/** Browsers stop at some 33 million pixels; well below it a list is no longer a way to find. */
export const MAX_ROWS = 200_000;

/** The pages of `size` rows that hold the rows from `first` to `last`. */
export function pagesFor(first: number, last: number, size = PAGE): number[] {
  const pages: number[] = [];
  for (let page = Math.floor(first / size); page <= Math.floor(last / size); page++) pages.push(page);
  return pages;
}

export function nextSort(current: string, field: string, descendingFirst = false): string {
  const first = descendingFirst ? `-${field}` : field;
  const second = descendingFirst ? field : `-${field}`;
  return current === first ? second : first;
}

const NOTHING: ReadonlySet<string> = new Set();
const features = tableFeatures({ columnVisibilityFeature });



/** The edge of a heading that the mouse draws; keys have the same in the choice of columns. */
function Grip({ onWidth }: { onWidth: (width: number | null) => void }) {
  return (
    <span
      aria-hidden
      className={classes.grip}
      onPointerDown={(event) => {
        const grip = event.currentTarget;
        const heading = grip.parentElement;
        if (!heading || event.button !== 0) return;
        event.preventDefault();
        grip.setPointerCapture(event.pointerId);
        const from = event.clientX - heading.getBoundingClientRect().width;
        const move = (now: PointerEvent) => onWidth(Math.round(Math.min(WIDEST, Math.max(NARROWEST, now.clientX - from))));
        const stop = () => {
          grip.removeEventListener("pointermove", move);
          grip.removeEventListener("lostpointercapture", stop);
        };
        grip.addEventListener("pointermove", move);
        grip.addEventListener("lostpointercapture", stop);
      }}
      onDoubleClick={() => onWidth(null)}
    />
  );
}

/**
 * A list of any length: the scroll bar covers every row, the document holds those in sight, and
 * only their pages are asked of the server, so that row 9,000 is one jump away.
 */
export function RecordTable<T extends { id: string }>(props: Props<T>) {
  const { name, label, columns, hidden = NOTHING, onWidth, query, sort, onSort, source, compact, onOpen, empty, onTotal, ticks } = props;
  const { t } = useTranslation();
  const small = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const { ref: sizer, width } = useElementSize();
  // The room that the list itself has decides: the telephone may stand beside it.
  const narrow = width ? width < 680 : small;
  const scroller = useRef<HTMLDivElement>(null);

  const counted = useQuery({
    queryKey: [name, "count", query],
    queryFn: ({ signal }) => source.count(query, signal),
  });
  const total = Math.min(counted.data?.total ?? 0, MAX_ROWS);
  useEffect(() => onTotal?.(counted.data ?? null), [counted.data, onTotal]);

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? COMPACT_ROW : ROW),
    overscan: 6,
  });
  // Another question starts at its first answer.
  const asked = JSON.stringify([query, sort]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [asked]);
  useEffect(() => virtual.measure(), [narrow, virtual]);

  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const pages = pagesFor(first, last);
  const client = useQueryClient();
  const pageQuery = (page: number) => ({
    queryKey: [name, "page", query, sort, page],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      source.list({ ...query, sort, limit: PAGE, ...(page ? { offset: page * PAGE } : {}) }, signal),
  });
  const loaded = useQueries({ queries: pages.map(pageQuery) });
  const byPage = new Map(pages.map((page, index) => [page, loaded[index]?.data?.items]));
  const failed = counted.error ?? loaded.find((one) => one.error && !one.data)?.error;

  const present: { row: T; index: number }[] = [];
  for (const item of items) {
    const row = byPage.get(Math.floor(item.index / PAGE))?.[item.index % PAGE];
    if (row) present.push({ row, index: item.index });
  }
  const helper = useMemo(() => createColumnHelper<typeof features, { row: T; index: number }>(), []);
  const definitions = useMemo(
    () =>
      helper.columns(
        columns.map((column) =>
          helper.display({
            id: column.id,
            header: column.header,
            cell: (context) => column.cell(context.row.original.row),
          }),
        ),
      ),
    [columns, helper],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: present,
    getRowId: (one) => String(one.index),
    state: {
      columnVisibility: Object.fromEntries(columns.map((column) => [column.id, !hidden.has(column.id)])),
    },
  });
  const byIndex = new Map(table.getRowModel().rows.map((row) => [row.original.index, row]));
  const visible = columns.filter((column) => !hidden.has(column.id));
  const tracks = [...(ticks ? [TICK] : []), ...visible.map((column) => column.track)].join(" ");

  const here = ticks ? pages.flatMap((page) => byPage.get(page)?.map((row) => row.id) ?? []) : [];
  const some = !!ticks && (ticks.all || ticks.ids.size > 0);
  const every = !!ticks && here.length > 0 && here.every(ticks.has);
  /** Ticks a row, with Shift all from the one before; what was scrolled past too fast is fetched. */
  const tick = async (row: T, index: number, on: boolean, range: boolean) => {
    if (!ticks) return;
    if (!range || ticks.anchor == null) return ticks.set([row.id], on, index);
    const [from, to] = [Math.min(index, ticks.anchor), Math.max(index, ticks.anchor)];
    const between = await Promise.all(pagesFor(from, Math.min(to, from + ticks.most)).map((page) => client.ensureQueryData(pageQuery(page)).then(({ items }) => [page, items] as const)));
    const ids = between.flatMap(([page, rows]) => rows.filter((_, place) => page * PAGE + place >= from && page * PAGE + place <= to).map((one) => one.id));
    ticks.set(ids, on, index);
  };
  const box = (row: T, index: number) =>
    ticks && (
      <input
        type="checkbox"
        className={classes.tick}
        aria-label={t("bulk.tick", { name: ticks.labelOf(row) })}
        checked={ticks.has(row.id)}
        readOnly
        onClick={(event) => void tick(row, index, event.currentTarget.checked, event.shiftKey)}
      />
    );

  if (failed)
    return (
      <div className={classes.blank}>
        <Failure error={failed} retry={() => void Promise.all([counted.refetch(), ...loaded.map((one) => one.refetch())])} />
      </div>
    );
  if (counted.data && total === 0) return <div className={classes.blank}>{empty}</div>;

  return (
    <div className={classes.box} ref={sizer}>
      <div
        ref={scroller}
        className={classes.scroller}
        role="table"
        aria-label={label}
        aria-rowcount={counted.data ? total + 1 : -1}
        aria-busy={counted.isPending || loaded.some((one) => one.isPending)}
        // Scrolled by the arrow keys when it has no row to focus.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div role="rowgroup" className={classes.head} data-narrow={narrow || undefined}>
          <div role="row" aria-rowindex={1} className={classes.row} style={{ gridTemplateColumns: tracks }}>
            {ticks && (
              <div role="columnheader" className={classes.heading}>
                <input
                  ref={(box) => {
                    if (box) box.indeterminate = some && !every;
                  }}
                  type="checkbox"
                  className={classes.tick}
                  aria-label={t("bulk.tickShown")}
                  checked={every}
                  onChange={() => ticks.set(here, !every, null)}
                />
              </div>
            )}
            {visible.map((column) => {
              const descending = sort === `-${column.sort}`;
              const sorted = !!column.sort && (descending || sort === column.sort);
              return (
                <div
                  key={column.id}
                  role="columnheader"
                  className={classes.heading}
                  data-align={column.align}
                  aria-sort={sorted ? (descending ? "descending" : "ascending") : undefined}
                >
                  {column.sort ? (
                    <button
                      type="button"
                      className={classes.sort}
                      onClick={() => onSort(nextSort(sort, column.sort as string, column.descendingFirst))}
                    >
                      {column.header}
                      {sorted && (descending ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />)}
                    </button>
                  ) : (
                    column.header
                  )}
                  {onWidth && !column.screenOnly && <Grip onWidth={(width) => onWidth(column.id, width)} />}
                </div>
              );
            })}
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() || 8 * ROW }}>
          {counted.isPending &&
            Array.from({ length: 8 }, (_, index) => (
              <div key={index} role="row" className={classes.waiting} style={{ top: index * ROW, height: ROW }}>
                <span role="cell">
                  <Skeleton height={14} width={Math.max(80, width * (0.3 + ((index * 13) % 40) / 100))} />
                </span>
              </div>
            ))}
          {items.map((item) => {
            const row = byIndex.get(item.index);
            const place = { height: item.size, transform: `translateY(${item.start}px)` };
            if (!row)
              return (
                <div key={item.key} role="row" aria-rowindex={item.index + 2} className={classes.line} style={place}>
                  <span role="cell" className={classes.loading}>
                    <Skeleton height={14} width={`${34 + ((item.index * 13) % 40)}%`} />
                  </span>
                </div>
              );
            return (
              // The first cell has the link that a keyboard uses; the row is a larger target.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                className={classes.line}
                data-open={onOpen ? true : undefined}
                data-ticked={ticks?.has(row.original.row.id) || undefined}
                style={place}
                onClick={(event) => {
                  if ((event.target as HTMLElement).closest("a, button, input, label")) return;
                  if (!getSelection()?.isCollapsed) return;
                  onOpen?.(row.original.row);
                }}
              >
                {narrow ? (
                  <div role="cell" className={classes.compact} data-ticks={ticks ? true : undefined}>
                    {box(row.original.row, item.index)}
                    {compact(row.original.row)}
                  </div>
                ) : (
                  <div className={classes.row} role="presentation" style={{ gridTemplateColumns: tracks }}>
                    {ticks && (
                      <div role="cell" className={classes.cell}>
                        {box(row.original.row, item.index)}
                      </div>
                    )}
                    {row.getVisibleCells().map((cell, index) => (
                      <div key={cell.id} role="cell" className={classes.cell} data-align={visible[index]?.align}>
                        <table.FlexRender cell={cell} />
                      </div>
                    ))}
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {(counted.data?.total ?? 0) > MAX_ROWS && (
        <p className={classes.more}>{t("table.narrowDown", { shown: number(MAX_ROWS) })}</p>
      )}
    </div>
  );
}
