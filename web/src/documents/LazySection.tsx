import { lazy, Suspense } from "react";

import { Lines } from "@/ui/states";

import type { SectionProps } from "./Section";

const Section = lazy(() => import("./Section").then((module) => ({ default: module.DocumentSection })));

/** The documents of a record, for pages that are large enough without them. */
export function DocumentSection(props: SectionProps) {
  return (
    <Suspense fallback={<Lines count={3} />}>
      <Section {...props} />
    </Suspense>
  );
}
