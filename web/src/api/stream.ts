import { authorized } from "./client";

export interface LiveEvent {
  kind: string;
  data: unknown;
}

function decoded(text: string): unknown {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return text;
  }
}

/** Splits a text/event-stream into events; feed it chunks cut anywhere. */
export function eventParser(emit: (event: LiveEvent) => void): (chunk: string) => void {
  let rest = "";
  let kind = "";
  let data: string[] = [];
  const line = (text: string): void => {
    if (text === "") {
      if (kind || data.length) {
        emit({ kind: kind || "message", data: decoded(data.join("\n")) });
      }
      kind = "";
      data = [];
      return;
    }
    if (text.startsWith(":")) return;
    const colon = text.indexOf(":");
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? "" : text.slice(colon + 1).replace(/^ /, "");
    if (field === "event") kind = value;
    else if (field === "data") data.push(value);
  };
  return (chunk) => {
    rest += chunk;
    for (;;) {
      const end = rest.search(/\r\n|\n|\r(?!$)/);
      if (end < 0) return;
      const text = rest.slice(0, end);
      rest = rest.slice(end + (rest.startsWith("\r\n", end) ? 2 : 1));
      line(text);
    }
  };
}

/** Silence longer than two heartbeats of the server (15 s each) and a little is a dead line. */
const SILENCE = 40_000;
const BACKOFF = [500, 1000, 2000, 4000, 8000, 15_000];

export const backoff = (attempt: number, random = Math.random()): number =>
  Math.round((BACKOFF[Math.min(attempt, BACKOFF.length - 1)] ?? 15_000) * (0.75 + random / 2));

export interface Stream {
  close(): void;
}

/**
 * The live stream, kept open until `close`. Nothing is replayed: each connection starts with the
 * server's `reset`, upon which the caller reads its state anew.
 */
export function openStream(
  onEvent: (event: LiveEvent) => void,
  onState: (connected: boolean) => void,
): Stream {
  const closing = new AbortController();
  let attempt = 0;

  async function once(): Promise<void> {
    const connection = new AbortController();
    const stop = () => connection.abort();
    closing.signal.addEventListener("abort", stop, { once: true });
    let watchdog = setTimeout(stop, SILENCE);
    try {
      const response = await authorized(
        new Request(new URL("/api/v1/stream", location.origin), {
          headers: { Accept: "text/event-stream" },
          signal: connection.signal,
          cache: "no-store",
        }),
      );
      if (!response.ok || !response.body) return;
      onState(true);
      const parse = eventParser((event) => {
        attempt = 0;
        onEvent(event);
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(watchdog);
        watchdog = setTimeout(stop, SILENCE);
        parse(value);
      }
    } finally {
      clearTimeout(watchdog);
      closing.signal.removeEventListener("abort", stop);
      onState(false);
    }
  }

  void (async () => {
    while (!closing.signal.aborted) {
      await once().catch(() => undefined);
      if (closing.signal.aborted) return;
      await new Promise((resolve) => setTimeout(resolve, backoff(attempt++)));
    }
  })();

  return { close: () => closing.abort() };
}
