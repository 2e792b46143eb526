import { useEffect, useRef, useState } from "react";

import { DRAFTS } from "@/api/drafts";
import { useMe } from "@/api/session";

const WAIT = 250;

/**
 * Keeps what is typed into a form until it is saved: a reload brings it back (O-30). It stays in
 * this tab and belongs to the person; who closes the tab or saves leaves nothing behind.
 */
export function useDraft<V extends object>(name: string, values: V, changed: boolean) {
  const key = `${DRAFTS}${useMe().id}.${name}`;
  const [found] = useState<V | null>(() => {
    const stored = sessionStorage.getItem(key);
    return stored === null ? null : (JSON.parse(stored) as V);
  });
  const done = useRef(false);
  const text = changed ? JSON.stringify(values) : null;
  useEffect(() => {
    if (text === null || done.current) return;
    const timer = setTimeout(() => {
      if (!done.current) sessionStorage.setItem(key, text);
    }, WAIT);
    return () => clearTimeout(timer);
  }, [key, text]);
  return {
    /** What was typed before the page was loaded again. */
    found,
    /** Saved or given up: nothing is kept any more. */
    forget: () => {
      done.current = true;
      sessionStorage.removeItem(key);
    },
    /** Given up, but the form goes on. */
    discard: () => sessionStorage.removeItem(key),
  };
}
