import { useTranslation } from "react-i18next";

import type { Opportunity } from "@/api/types";
import { bareMoney, number } from "@/app/format";
import grid from "@/ui/LineGrid.module.css";

import { lineAmount } from "./lines";

export function ProductTable({ one }: { one: Opportunity }) {
  const { t } = useTranslation();
  const { currency } = one.budget;
  return (
    <table className={grid.lines} aria-label={t("sale.products")}>
      <thead>
        <tr>
          <th scope="col">{t("line.product")}</th>
          <th scope="col" className={grid.right}>{t("line.quantity")}</th>
          <th scope="col" className={grid.right}>{t("line.unit_price")}</th>
          <th scope="col" className={grid.right}>{t("sale.amount")}</th>
        </tr>
      </thead>
      <tbody>
        {one.lines.map((line, place) => (
          <tr key={place}>
            <td className={grid.read}>{line.product_name ?? t("sale.unknownProduct")}</td>
            <td className={`${grid.read} ${grid.right} number`} data-label={t("line.quantity")}>{number(Number(line.quantity), 4)}</td>
            <td className={`${grid.read} ${grid.right} number`} data-label={t("line.unit_price")}>{bareMoney({ amount: line.unit_price, currency })}</td>
            <td className={`${grid.read} ${grid.total} number`} data-label={t("sale.amount")}>{bareMoney({ amount: lineAmount(line, currency) ?? "0", currency })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
