import { useCallback, useEffect, useState } from "react";

/**
 * Returns what lets something happen once the change that is being made stands on the page: to focus
 * a field that has just come, or one that is now marked wrong. A frame of the browser may come earlier.
 */
export function useAfterRender(): (act: () => void) => void {
  const [act, setAct] = useState<(() => void) | null>(null);
  useEffect(() => act?.(), [act]);
  return useCallback((next: () => void) => setAct(() => next), []);
}
