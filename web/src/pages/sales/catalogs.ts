import { useQuery } from "@tanstack/react-query";

import { lossReasons, purchaseMotives, stages } from "@/api/resources";
import { nameIn } from "@/ui/named";

interface Named {
  id: string;
  name: string;
  name_en: string;
  active: boolean;
}

/** The entries that may still be chosen, and the one that is. */
export const choices = (all: readonly Named[], chosen?: string | null) =>
  all.filter((one) => one.active || one.id === chosen).map((one) => ({ value: one.id, label: nameIn(one) }));

const SETTLED = { staleTime: 60_000 };

export const useStages = () =>
  useQuery({ queryKey: ["stages"], queryFn: ({ signal }) => stages.list({ limit: 200 }, signal), ...SETTLED });

export const useMotives = () =>
  useQuery({ queryKey: ["purchaseMotives"], queryFn: ({ signal }) => purchaseMotives.list({ limit: 200 }, signal), ...SETTLED });

export const useLossReasons = () =>
  useQuery({ queryKey: ["lossReasons"], queryFn: ({ signal }) => lossReasons.list({ limit: 200 }, signal), ...SETTLED });

export const BUDGET_KINDS = ["fixed", "hour", "day", "week", "month", "year"] as const;
