import { Alert, Button, Group, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type ApiProblem, asProblem, fieldErrors } from "@/api/problems";
import type { Opportunity } from "@/api/types";
import { bareMoney } from "@/app/format";
import { problemText } from "@/app/toasts";
import { type LineColumn, LineGrid } from "@/ui/LineGrid";
import { bare, placed } from "@/ui/lines";
import { ProductField } from "@/ui/ProductField";

import { blankLine, bodyOf, lineAmount, linesAmount, linesOf, type LineValues } from "./lines";
import { ProductTable } from "./ProductTable";
import type { Save } from "./record";
import { Sum } from "./Sum";

interface Props {
  one: Opportunity;
  save: Save;
  onClose: () => void;
}

/** The lines' form. When somebody changed them meanwhile, theirs are shown beside what is typed here. */
export function ProductsForm({ one, save, onClose }: Props) {
  const { t } = useTranslation();
  const [lines, setLines] = useState(() => linesOf(one));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<{ problem: ApiProblem; rest: string[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const alert = useRef<HTMLDivElement>(null);
  const { currency } = one.budget;
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  useEffect(() => {
    if (failure) alert.current?.focus();
  }, [failure]);

  async function submit(force: boolean) {
    const { body, places, unnamed } = bodyOf(lines);
    setFailure(null);
    setErrors(Object.fromEntries(unnamed.map((place) => [`lines.${place}.product_id`, t("form.needed")])));
    if (unnamed.length) return;
    setBusy(true);
    try {
      await save({ lines: body }, force);
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      const sent = fieldErrors(problem, (field) => field.startsWith("lines."));
      setErrors(placed(sent.errors, places));
      if (sent.rest.length || !Object.keys(sent.errors).length) setFailure({ problem, rest: sent.rest });
    } finally {
      setBusy(false);
    }
  }
  const stale = failure?.problem.status === 412;
  const columns: LineColumn<LineValues>[] = [
    {
      name: "product_id",
      header: t("line.product"),
      cell: (line, field, change) => (
        <ProductField
          {...field}
          placeholder={t("sale.pickProduct")}
          value={line.product_id}
          name={line.product_name}
          onPick={(product) =>
            change({
              product_id: product?.id ?? null,
              product_name: product?.name ?? null,
              // A price in another currency is none here: somebody has to say it.
              ...(product && { unit_price: product.unit_price?.currency === currency ? bare(product.unit_price.amount) : "" }),
            })
          }
        />
      ),
    },
    { name: "quantity", header: t("line.quantity"), numeric: true, width: 84 },
    { name: "unit_price", header: t("line.unit_price"), numeric: true, width: 128 },
  ];
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(false);
      }}
    >
      {failure && (
        <Alert ref={alert} tabIndex={-1} color="red" role="alert" mb="sm" title={stale ? t("stale.title") : undefined}>
          <Text size="sm">{stale ? t("sale.staleLines") : problemText(failure.problem)}</Text>
          {failure.rest.map((one) => (
            <Text size="sm" key={one}>
              {one}
            </Text>
          ))}
          {stale && (
            <>
              {one.lines.length > 0 ? <ProductTable one={one} /> : <Text size="sm">{t("sale.noProducts")}</Text>}
              <Group gap={8} mt={8}>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    setLines(linesOf(one));
                    setFailure(null);
                  }}
                >
                  {t("sale.takeTheirs")}
                </Button>
                <Button size="compact-sm" variant="default" loading={busy} onClick={() => void submit(true)}>
                  {t("stale.overwrite")}
                </Button>
              </Group>
            </>
          )}
        </Alert>
      )}
      <LineGrid
        label={t("sale.products")}
        lines={lines}
        columns={columns}
        blank={blankLine}
        onChange={setLines}
        errors={errors}
        totalHeader={t("sale.amount")}
        totals={lines.map((line) => {
          const amount = lineAmount(line, currency);
          return amount === null ? "—" : bareMoney({ amount, currency });
        })}
      />
      <div aria-live="polite">
        <Sum one={one} sum={linesAmount(lines, currency)} />
      </div>
      <Group gap={8} mt="sm" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" loading={busy}>
          {t("action.save")}
        </Button>
      </Group>
    </form>
  );
}
