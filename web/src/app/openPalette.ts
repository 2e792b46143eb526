import { useEffect, useState } from "react";

const listeners = new Set<() => void>();
let open: (() => void) | null = null;

/** Opens the palette; its code is fetched when it is first wanted. */
export function openPalette(): void {
  if (open) open();
  else for (const listener of listeners) listener();
}

/** Called by the palette once it is there: how to open it from then on. */
export function paletteIs(how: (() => void) | null): void {
  open = how;
}

/** Whether somebody has wanted the palette yet: Ctrl+K, the search field or `/`. */
export function usePaletteWanted(): boolean {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const want = () => setWanted(true);
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      openPalette();
    };
    listeners.add(want);
    document.addEventListener("keydown", onKey);
    return () => {
      listeners.delete(want);
      document.removeEventListener("keydown", onKey);
    };
  }, []);
  return wanted;
}
