import { useQuery } from "@tanstack/react-query";

import { categories, company, products, rates, taxes } from "@/api/billing";

export const useTaxes = () =>
  useQuery({ queryKey: ["taxes"], queryFn: ({ signal }) => taxes.list({ limit: 200 }, signal) });
export const useProducts = () =>
  useQuery({
    queryKey: ["products", "active"],
    queryFn: ({ signal }) => products.list({ limit: 200, active: true }, signal),
  });
export const useCategories = () =>
  useQuery({ queryKey: ["categories"], queryFn: ({ signal }) => categories.list({ limit: 200 }, signal) });
export const useRates = () =>
  useQuery({ queryKey: ["rates"], queryFn: ({ signal }) => rates.list({ limit: 200 }, signal) });
export const useCompany = () =>
  useQuery({ queryKey: ["company"], queryFn: ({ signal }) => company.read(signal) });

/** Currencies that a form offers first: those of the region, and what has a rate here. */
const COMMON = ["COP", "USD", "EUR", "MXN", "PEN", "CLP", "ARS", "BRL", "CRC", "DOP", "GTQ", "HNL", "PAB", "PYG", "UYU", "BOB"];

export function useCurrencies(...also: string[]): string[] {
  const known = useRates().data?.items ?? [];
  const own = useCompany().data?.currency;
  return [...new Set([own, ...also, ...known.map((one) => one.currency), ...COMMON])].filter((one): one is string => !!one);
}
