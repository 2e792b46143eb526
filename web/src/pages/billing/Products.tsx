import { ActionIcon, Badge, Button, Group, Modal, Select, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconFolders, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Category, categories, type Product, products, type ProductWrite } from "@/api/billing";
import { intentKey } from "@/api/client";
import { useMay } from "@/api/session";
import type { Count, Tagged } from "@/api/types";
import { amount, number } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import { Confirm } from "@/ui/Confirm";
import { EditDialog } from "@/ui/EditDialog";
import { Filters } from "@/ui/Filters";
import { type Column, RecordTable } from "@/ui/RecordTable";
import { SearchField } from "@/ui/SearchField";
import { Blank, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "../list.module.css";
import { useCategories, useCompany, useCurrencies, useTaxes } from "./catalogs";
import { decimal } from "./draft";

const NO_COLUMNS: ReadonlySet<string> = new Set();
const KINDS = ["one_time", "monthly", "on_demand"] as const;

function ProductEditor({ opened, found, onClose }: { opened: boolean; found: Tagged<Product> | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const own = useCompany().data?.currency ?? "COP";
  const currencies = useCurrencies(found?.record.unit_price?.currency ?? "");
  const taxes = useTaxes().data?.items ?? [];
  const all = useCategories().data?.items ?? [];
  const [intent, setIntent] = useState(intentKey);
  const form = useForm({
    initialValues: {
      name: "",
      code: "",
      unit_price: "",
      currency: own,
      tax_id: null as string | null,
      category_id: null as string | null,
      payment_kind: "one_time" as ProductWrite["payment_kind"],
      commission_percent: "",
      stock: "",
      description: "",
      active: true,
    },
    validate: {
      name: (value) => (value.trim() ? null : t("form.needed")),
      code: (value) => (value.trim() ? null : t("form.needed")),
      unit_price: (value) => (value.trim() ? null : t("form.needed")),
    },
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!opened) return;
    clearErrors();
    setIntent(intentKey());
    const one = found?.record;
    setValues({
      name: one?.name ?? "",
      code: one?.code ?? "",
      unit_price: one?.unit_price?.amount ?? "",
      currency: one?.unit_price?.currency ?? own,
      tax_id: one?.tax_id ?? null,
      category_id: one?.category_id ?? null,
      payment_kind: (one?.payment_kind as ProductWrite["payment_kind"]) ?? "one_time",
      commission_percent: one?.commission_percent ?? "",
      stock: one?.stock ?? "",
      description: one?.description ?? "",
      active: one?.active ?? true,
    });
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [opened, found]);
  return (
    <EditDialog
      opened={opened}
      size="lg"
      title={t(found ? "product.edit" : "product.new")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values || field.startsWith("unit_price")}
      setErrors={(errors) =>
        form.setErrors(Object.fromEntries(Object.entries(errors).map(([field, text]) => [field.startsWith("unit_price") ? "unit_price" : field, text])))
      }
      save={async () => {
        const { unit_price, currency, commission_percent, stock, ...rest } = form.values;
        const values = {
          ...rest,
          unit_price: { amount: decimal(unit_price), currency },
          commission_percent: commission_percent.trim() ? decimal(commission_percent) : null,
          stock: stock.trim() ? decimal(stock) : null,
        } as ProductWrite;
        if (found) await products.change(found.record.id, found.etag, values);
        else await products.create(values, intent);
        void client.invalidateQueries({ queryKey: ["products"] });
        void client.invalidateQueries({ queryKey: ["categories"] });
        showDone(t("product.saved", { name: rest.name }));
      }}
    >
      <Group grow align="flex-start">
        <TextInput label={t("product.name")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
        <TextInput label={t("product.code")} withAsterisk autoComplete="off" {...form.getInputProps("code")} />
      </Group>
      <Group grow align="flex-start">
        <TextInput label={t("product.unit_price")} withAsterisk inputMode="decimal" autoComplete="off" {...form.getInputProps("unit_price")} />
        <Select label={t("invoice.currency")} searchable allowDeselect={false} data={currencies} {...form.getInputProps("currency")} />
      </Group>
      <Group grow align="flex-start">
        <Select label={t("product.tax")} clearable clearButtonProps={{ "aria-label": t("action.clear") }} data={taxes.map((one) => ({ value: one.id, label: one.name }))} {...form.getInputProps("tax_id")} />
        <Select label={t("product.category")} clearable clearButtonProps={{ "aria-label": t("action.clear") }} data={all.map((one) => ({ value: one.id, label: one.name }))} {...form.getInputProps("category_id")} />
      </Group>
      <Group grow align="flex-start">
        <Select label={t("product.payment_kind")} allowDeselect={false} data={KINDS.map((value) => ({ value, label: t(`product.kinds.${value}`) }))} {...form.getInputProps("payment_kind")} />
        <TextInput label={t("product.commission_percent")} inputMode="decimal" autoComplete="off" {...form.getInputProps("commission_percent")} />
        <TextInput label={t("product.stock")} inputMode="decimal" autoComplete="off" {...form.getInputProps("stock")} />
      </Group>
      <Textarea label={t("product.description")} autosize minRows={2} maxRows={8} {...form.getInputProps("description")} />
      <Switch label={t("product.active")} {...form.getInputProps("active", { type: "checkbox" })} />
    </EditDialog>
  );
}

function CategoryRow({ category, others }: { category: Category; others: Category[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const [removing, setRemoving] = useState(false);
  const [target, setTarget] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ["categories"] });
    void client.invalidateQueries({ queryKey: ["products"] });
  };
  return (
    <li style={{ listStyle: "none", padding: "8px 0", borderTop: "1px solid #eef2f4" }}>
      {name === null ? (
        <Group justify="space-between" wrap="nowrap">
          <span>
            {category.name}{" "}
            <Text span size="xs" c="dimmed">
              {t("product.inCategory", { count: category.products ?? 0 })}
            </Text>
          </span>
          <Group gap={4} wrap="nowrap">
            <ActionIcon aria-label={t("action.editOne", { name: category.name })} onClick={() => setName(category.name)}>
              <IconPencil size={17} stroke={1.7} />
            </ActionIcon>
            <ActionIcon aria-label={t("action.deleteOne", { name: category.name })} onClick={() => setRemoving(true)}>
              <IconTrash size={17} stroke={1.7} />
            </ActionIcon>
          </Group>
        </Group>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void categories
              .read(category.id)
              .then(({ etag }) => categories.change(category.id, etag, { name: name.trim() }))
              .then(() => {
                setName(null);
                refresh();
              })
              .catch(showProblem);
          }}
        >
          <Group wrap="nowrap" gap={8}>
            <TextInput flex={1} aria-label={t("product.category")} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <Button type="submit" disabled={!name.trim()}>
              {t("action.save")}
            </Button>
            <Button variant="default" onClick={() => setName(null)}>
              {t("action.cancel")}
            </Button>
          </Group>
        </form>
      )}
      <EditDialog
        opened={removing}
        title={t("product.deleteCategory", { name: category.name })}
        onClose={() => setRemoving(false)}
        submitLabel={t("action.delete")}
        check={() => {
          const missing = (category.products ?? 0) > 0 && !target;
          setError(missing ? t("form.needed") : null);
          return !missing;
        }}
        knows={(field) => field === "move_to"}
        setErrors={(errors) => setError(errors.move_to ?? null)}
        save={async () => {
          const { etag } = await categories.read(category.id);
          await categories.removeTo(category.id, etag, target);
          refresh();
        }}
      >
        <Select
          label={t("product.moveTo")}
          description={t("product.moveHint", { count: category.products ?? 0 })}
          data={others.map((one) => ({ value: one.id, label: one.name }))}
          value={target}
          onChange={setTarget}
          error={error}
        />
      </EditDialog>
    </li>
  );
}

function Categories({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const all = useCategories().data?.items ?? [];
  const [name, setName] = useState("");
  return (
    <Modal opened={opened} onClose={onClose} title={t("product.categories")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void categories
            .create({ name: name.trim() }, intentKey())
            .then(() => {
              setName("");
              void client.invalidateQueries({ queryKey: ["categories"] });
            })
            .catch(showProblem);
        }}
      >
        <Group wrap="nowrap" gap={8} mb="sm" align="flex-end">
          <TextInput flex={1} label={t("product.newCategory")} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" disabled={!name.trim()}>
            {t("product.add")}
          </Button>
        </Group>
      </form>
      {!all.length && <Text size="sm" c="dimmed">{t("product.noCategories")}</Text>}
      <ul style={{ margin: 0, padding: 0 }}>
        {all.map((one) => (
          <CategoryRow key={one.id} category={one} others={all.filter((other) => other.id !== one.id)} />
        ))}
      </ul>
    </Modal>
  );
}

export function Products() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const search = useSearch({ from: "/shell/products" });
  useTitle(t("menu.products"));
  const [count, setCount] = useState<Count | null>(null);
  const [editing, setEditing] = useState<{ found: Tagged<Product> | null } | null>(null);
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
      { id: "price", header: t("product.unit_price"), track: "minmax(130px, 1fr)", align: "right", cell: (one) => <span className="number">{amount(one.unit_price)}</span> },
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
                {[one.code, amount(one.unit_price)].join(" · ")}
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
      <ProductEditor opened={!!editing} found={editing ? editing.found : shown} onClose={() => setEditing(null)} />
      <Categories opened={filing} onClose={() => setFiling(false)} />
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
