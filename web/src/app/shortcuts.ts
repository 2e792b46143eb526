import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

import { openPalette } from "./openPalette";

export const KEY = "troncal.shortcuts.off";
const AFTER_G = { d: "/", c: "/contacts", l: "/calls", n: "/notifications", m: "/mailbox" } as const;
const SEQUENCE = 1200;

export const shortcutsOff = (): boolean => localStorage.getItem(KEY) === "1";

/** Single keys are off while somebody types, with any modifier, and under a dialog. */
function busy(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return true;
  if (document.querySelector('[role="dialog"]')) return true;
  const target = event.target as HTMLElement | null;
  return !!target?.closest('input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"]');
}

/** `g c` goes to contacts and so on; `/` searches; `?` shows the list. Never Alt or AltGr. */
export function useShortcuts() {
  const [opened, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const pending = useRef(0);
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (shortcutsOff() || busy(event)) return;
      if (event.key === "?") {
        event.preventDefault();
        open();
      } else if (event.key === "/") {
        event.preventDefault();
        openPalette();
      } else if (event.key === "g") {
        pending.current = Date.now();
      } else if (Date.now() - pending.current < SEQUENCE && event.key in AFTER_G) {
        pending.current = 0;
        event.preventDefault();
        void navigate({ to: AFTER_G[event.key as keyof typeof AFTER_G] });
      } else {
        pending.current = 0;
      }
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [navigate, open]);
  return { opened, open, close };
}
