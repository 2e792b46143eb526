/**
 * One tab leads: it alone holds the live stream and the telephone's registration, and passes on
 * what it hears. Otherwise every open tab would ring and report the same call as missed.
 *
 * Where the browser has no locks (a plain http address that is not localhost), each tab leads.
 */
export interface Tabs {
  tell(message: unknown): void;
  close(): void;
}

export function joinTabs(
  name: string,
  onLead: () => () => void,
  onMessage: (message: unknown) => void,
): Tabs {
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
  if (channel) channel.onmessage = (event) => onMessage(event.data);
  let stopLeading: (() => void) | null = null;
  let release: () => void = () => undefined;
  const leaving = new AbortController();
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  if (navigator.locks) {
    navigator.locks
      .request(name, { signal: leaving.signal }, async () => {
        if (leaving.signal.aborted) return;
        stopLeading = onLead();
        await held;
      })
      .catch(() => undefined);
  } else {
    stopLeading = onLead();
  }
  return {
    tell: (message) => channel?.postMessage(message),
    close: () => {
      stopLeading?.();
      leaving.abort();
      release();
      channel?.close();
    },
  };
}
