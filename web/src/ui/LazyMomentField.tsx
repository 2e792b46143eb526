import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";

import type { MomentFieldProps } from "./MomentField";

// Asked for as soon as a form that has one is: both come at the same time.
const code = import("./MomentField");
const Field = lazy(() => code.then((module) => ({ default: module.MomentField })));

/** A day and a time, for forms that are large enough without the calendar's code. */
export function LazyMomentField(props: MomentFieldProps) {
  return (
    <Suspense fallback={<Skeleton height={props.quick ? 92 : 60} />}>
      <Field {...props} />
    </Suspense>
  );
}
