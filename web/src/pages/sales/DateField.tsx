import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";

import type { Props } from "./CalendarField";

// The calendar is heavier than a page that asks for a day.
const CalendarField = lazy(() => import("./CalendarField").then((module) => ({ default: module.CalendarField })));

/** One day of the calendar, or none. */
export function DateField(props: Props) {
  return (
    <Suspense fallback={<Skeleton height={props.label ? 60 : 36} />}>
      <CalendarField {...props} />
    </Suspense>
  );
}
