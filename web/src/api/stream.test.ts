import { describe, expect, it } from "vitest";

import { staleAfter } from "@/app/live";

import { backoff, eventParser, type LiveEvent } from "./stream";

function parsed(...chunks: string[]): LiveEvent[] {
  const events: LiveEvent[] = [];
  const parse = eventParser((event) => events.push(event));
  for (const chunk of chunks) parse(chunk);
  return events;
}

describe("the live stream", () => {
  it("gives an event with its data", () => {
    expect(parsed('event: call.ringing\ndata: {"id":"1"}\n\n')).toEqual([{ kind: "call.ringing", data: { id: "1" } }]);
  });

  it("puts together what arrives in pieces, cut anywhere", () => {
    const text = 'event: reset\r\ndata: {}\r\n\r\n: heartbeat\n\nevent: a\ndata: {"n":\ndata: 1}\n\n';
    const whole = parsed(text);
    expect(whole.map((one) => one.kind)).toEqual(["reset", "a"]);
    for (let cut = 1; cut < text.length; cut++) expect(parsed(text.slice(0, cut), text.slice(cut))).toEqual(whole);
  });

  it("takes a heartbeat for nothing", () => {
    expect(parsed(": heartbeat\n\n", ":\n\n")).toEqual([]);
  });

  it("waits longer after each failure, up to a limit, and never the same for everybody", () => {
    const waits = [0, 1, 2, 3, 4, 5, 20].map((attempt) => backoff(attempt, 0.5));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBe(15_000);
    expect(backoff(3, 0)).toBeLessThan(backoff(3, 1));
  });

  it("names the lists that a message makes stale", () => {
    expect(staleAfter("call.ended")).toContain("calls");
    expect(staleAfter("notification.created")).toContain("notifications");
    expect(staleAfter("something.new")).toEqual([]);
  });
});
