import { IconCar, IconPhone, IconSquareCheck, IconUsersGroup } from "@tabler/icons-react";
import type { ComponentType } from "react";

import type { Activity } from "@/api/types";

export const KINDS = ["call", "meeting", "task", "visit"] as const;
export type Kind = Activity["kind"];

export const KIND_ICONS: Record<Kind, ComponentType<{ size?: number; stroke?: number }>> = {
  call: IconPhone,
  meeting: IconUsersGroup,
  task: IconSquareCheck,
  visit: IconCar,
};

/** A meeting and a visit begin and end; a call and a task are due. */
export const hasSpan = (kind: Kind): boolean => kind === "meeting" || kind === "visit";
