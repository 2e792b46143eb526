import { ActionIcon, Badge, Button, Group, Select, Text } from "@mantine/core";
import { IconFolders, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Product, products } from "@/api/billing";
import { useMay } from "@/api/session";
import type { Count, Tagged } from "@/api/types";
import { money, number } from "@/app/format";
import { showProblem } from "@/app/toasts";
import { Confirm } from "@/ui/Confirm";
import { Filters } from "@/ui/Filters";
import { type Column, RecordTable } from "@/ui/RecordTable";
import { SearchField } from "@/ui/SearchField";
import { Blank, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "../list.module.css";
import { useCategories, useTaxes } from "./catalogs";

const ProductCategories = lazy(() => import("./ProductCategories"));
const ProductEditor = lazy(() => import("./ProductEditor"));

const NO_COLUMNS: ReadonlySet<string> = new Set();

export function Products() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const search = useSearch({ from: "/shell/products" });
  useTitle(t("menu.products"));
  const [count, setCount] = useState<Count | null>(null);
  const [editing, setEditing] = useState<{ found: Tagged<Product> | null } | null>(null);
  // Once asked for, the editor stays: it goes out of sight as it came.
  const asked = useRef(false);
  if (editing) asked.current = true;
  const [shown, setShown] = useState<Tagged<Product> | null>(null);
  const [filing, setFiling] = useState(false);
  const [removing, setRemoving] = useState<Product | null>(null);
  const all = useCategories().data?.items ?? [];
  const taxes = useTaxes().data?.items;
  const query = useMemo(() => ({ q: search.q, category_id: search.category }), [search]);
  const sort = search.sort ?? "name";
  const change = useCallback(
    (part: { q?: string; category?: string; sort?: string }) =>
      void navigate({ to: "/products", search: (old: object) => ({ ...old, ...part }), replace: true }),
    [navigate],
  );
  const setText = useCallback((q: string) => change({ q: q || undefined }), [change]);
  const open = useCallback(
    (one: Product) =>
      void products
        .read(one.id)
        .then((found) => {
          setShown(found);
          setEditing({ found });
        })
        .catch(showProblem),
    [],
  );
  const mayEdit = may("billing.edit");
  const mayDelete = may("billing.delete");
  const columns = useMemo<Column<Product>[]>(
    () => [
      {
        id: "name",
        header: t("product.name"),
        track: "minmax(160px, 2fr)",
        sort: "name",
        always: true,
        cell: (one) => (
          <Text size="sm" fw={560} truncate>
            {one.name}
          </Text>
        ),
      },
      { id: "code", header: t("product.code"), track: "minmax(90px, 1fr)", sort: "code", cell: (one) => <span className={classes.cut}>{one.code}</span> },
      { id: "category", header: t("product.category"), track: "minmax(110px, 1.2fr)", cell: (one) => <span className={classes.cut}>{one.category}</span> },
      { id: "price", header: t("product.unit_price"), track: "minmax(130px, 1fr)", align: "right", cell: (one) => <span className="number">{money(one.unit_price)}</span> },
      { id: "tax", header: t("product.tax"), track: "100px", cell: (one) => taxes?.find((tax) => tax.id === one.tax_id)?.name ?? "" },
      { id: "state", header: t("user.state"), track: "100px", cell: (one) => <Badge color={one.active ? "teal" : "gray"}>{t(one.active ? "product.on" : "product.off")}</Badge> },
      {
        id: "actions",
        header: t("table.actions"),
        track: "92px",
        always: true,
        cell: (one) => (
          <Group gap={4} wrap="nowrap">
            {mayEdit && (
              <ActionIcon aria-label={t("action.editOne", { name: one.name })} onClick={() => open(one)}>
                <IconPencil size={17} stroke={1.7} />
              </ActionIcon>
            )}
            {mayDelete && (
              <ActionIcon aria-label={t("action.deleteOne", { name: one.name })} onClick={() => setRemoving(one)}>
                <IconTrash size={17} stroke={1.7} />
              </ActionIcon>
            )}
          </Group>
        ),
      },
    ],
    [t, taxes, mayEdit, mayDelete, open],
  );
  const create = may("billing.create") && (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        setShown(null);
        setEditing({ found: null });
      }}
    >
      {t("product.new")}
    </Button>
  );
  return (
    <div className={classes.page}>
      <PageHeader
        title={t("menu.products")}
        note={
          <span role="status">
            {count && t(count.total_is_estimate ? "table.about" : "table.total", { count: count.total, total: number(count.total) })}
          </span>
        }
      >
        {mayEdit && (
          <Button variant="default" leftSection={<IconFolders size={16} />} onClick={() => setFiling(true)}>
            {t("product.categories")}
          </Button>
        )}
        {create}
      </PageHeader>
      <Filters search={<SearchField label={t("product.search")} value={search.q ?? ""} onChange={setText} />} active={search.category ? 1 : 0}>
        <Select
          aria-label={t("product.category")}
          placeholder={t("product.anyCategory")}
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          w={200}
          value={search.category ?? null}
          onChange={(category) => change({ category: category ?? undefined })}
          data={all.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Filters>
      <RecordTable<Product>
        name="products"
        label={t("menu.products")}
        columns={columns}
        hidden={NO_COLUMNS}
        query={query}
        sort={sort}
        onSort={(next) => change({ sort: next })}
        source={products}
        onTotal={setCount}
        onOpen={mayEdit ? open : undefined}
        compact={(one) => (
          <Group gap={12} wrap="nowrap">
            <div className={classes.grow}>
              <Text size="sm" fw={580} truncate>
                {one.name}
              </Text>
              <Text size="xs" c="dimmed" truncate className="number">
                {[one.code, money(one.unit_price)].join(" · ")}
              </Text>
            </div>
            {mayEdit && (
              <ActionIcon aria-label={t("action.editOne", { name: one.name })} onClick={() => open(one)}>
                <IconPencil size={17} stroke={1.7} />
              </ActionIcon>
            )}
          </Group>
        )}
        empty={
          search.q || search.category ? (
            <Blank title={t("product.noneFound")} />
          ) : (
            <Blank title={t("product.none")} action={create}>
              {t("product.noneHint")}
            </Blank>
          )
        }
      />
      <Suspense>
        {asked.current && <ProductEditor opened={!!editing} found={editing ? editing.found : shown} onClose={() => setEditing(null)} />}
        {filing && <ProductCategories onClose={() => setFiling(false)} />}</Suspense>
      <Confirm
        opened={!!removing}
        title={t("product.deleteTitle")}
        text={t("product.deleteText", { name: removing?.name })}
        action={t("action.delete")}
        onClose={() => setRemoving(null)}
        run={async () => {
          if (!removing) return;
          const { etag } = await products.read(removing.id);
          await products.remove(removing.id, etag);
          await client.invalidateQueries({ queryKey: ["products"] });
        }}
      />
    </div>
  );
}
