import { Button, Group, Text, Title } from "@mantine/core";
import { IconPencil, IconPlus } from "@tabler/icons-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Opportunity } from "@/api/types";
import { Lines } from "@/ui/states";
import { useAfterRender } from "@/ui/useAfterRender";

import classes from "../contact/ContactPage.module.css";
import { linesAmount } from "./lines";
import { ProductTable } from "./ProductTable";
import type { Save } from "./record";
import { Sum } from "./Sum";

const ProductsForm = lazy(() => import("./ProductsForm").then((module) => ({ default: module.ProductsForm })));

/** What is sold: the lines with their sum against the budget, and their form (S-41). */
export function Products({ one, editable, save }: { one: Opportunity; editable: boolean; save: Save }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const afterRender = useAfterRender();
  const opener = useRef<HTMLButtonElement>(null);
  const some = one.lines.length > 0;
  if (!some && !editable) return null;
  const close = () => {
    setEditing(false);
    afterRender(() => opener.current?.focus());
  };
  return (
    <section className={classes.card} aria-labelledby="lines-title">
      <Group justify="space-between" mb={6}>
        <Title order={2} size="0.95rem" id="lines-title">
          {t("sale.products")}
        </Title>
        {editable && !editing && (
          <Button ref={opener} variant="default" size="compact-sm" leftSection={some ? <IconPencil size={15} /> : <IconPlus size={15} />} onClick={() => setEditing(true)}>
            {t(some ? "sale.editProducts" : "sale.addProducts")}
          </Button>
        )}
      </Group>
      {editing && editable ? (
        <Suspense fallback={<Lines count={3} />}>
          <ProductsForm one={one} save={save} onClose={close} />
        </Suspense>
      ) : some ? (
        <>
          <ProductTable one={one} />
          <Sum one={one} sum={linesAmount(one.lines, one.budget.currency)} />
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {t("sale.noProducts")}
        </Text>
      )}
    </section>
  );
}
