import { Group, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Product, products, type ProductWrite } from "@/api/billing";
import { intentKey } from "@/api/client";
import type { Tagged } from "@/api/types";
import { showDone } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";
import { bare, decimal } from "@/ui/lines";

import { useCategories, useCompany, useCurrencies, useTaxes } from "./catalogs";

const KINDS = ["one_time", "monthly", "on_demand"] as const;

/** Makes a product, or changes one. */
export default function ProductEditor({ opened, found, onClose }: { opened: boolean; found: Tagged<Product> | null; onClose: () => void }) {
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
      unit_price: bare(one?.unit_price?.amount ?? ""),
      currency: one?.unit_price?.currency ?? own,
      tax_id: one?.tax_id ?? null,
      category_id: one?.category_id ?? null,
      payment_kind: (one?.payment_kind as ProductWrite["payment_kind"]) ?? "one_time",
      commission_percent: bare(one?.commission_percent ?? ""),
      stock: bare(one?.stock ?? ""),
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
