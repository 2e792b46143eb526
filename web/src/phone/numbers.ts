import { useSyncExternalStore } from "react";

type Library = typeof import("libphonenumber-js/min");

let library: Library | null = null;
let loading: Promise<void> | null = null;
const listeners = new Set<() => void>();

function load(): void {
  loading ??= import("libphonenumber-js/min").then((loaded) => {
    library = loaded;
    for (const listener of listeners) listener();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!library) load();
  return () => listeners.delete(listener);
}

/** "+573001234567" → "+57 300 1234567"; what is no number is shown as it came. */
export function spaced(text: string, using: Library | null = library): string {
  if (!using || !text.startsWith("+")) return text;
  const parsed = using.parsePhoneNumberFromString(text);
  return parsed ? parsed.formatInternational() : text;
}

/** Formats phone numbers once the library, which no first paint waits for, is there. */
export function usePhoneFormat(): (text: string | null | undefined) => string {
  const using = useSyncExternalStore(subscribe, () => library);
  return (text) => (text ? spaced(text, using) : "");
}
