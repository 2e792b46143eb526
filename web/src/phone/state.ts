import type { Agent, Call } from "@/api/types";

const LIVE: ReadonlySet<Call["status"]> = new Set(["queued", "ringing", "in_progress"]);

export const isLive = (call: Call): boolean => LIVE.has(call.status);

/** What the panel shows. One call at a time: an agent in a call is not offered another. */
export type Phase =
  | { name: "idle" }
  | { name: "incoming"; call: Call }
  | { name: "dialing"; call: Call }
  | { name: "talking"; call: Call }
  | { name: "wrap_up"; call: Call };

/**
 * The phase from what the server says the agent has in hand. A call in progress wins over a ringing
 * one, and both over the wrap-up of an earlier one.
 */
export function phaseOf(current: readonly Call[]): Phase {
  const talking = current.find((call) => call.status === "in_progress");
  if (talking) return { name: "talking", call: talking };
  const incoming = current.find((call) => call.direction === "inbound" && isLive(call));
  if (incoming) return { name: "incoming", call: incoming };
  const dialing = current.find((call) => call.direction === "outbound" && isLive(call));
  if (dialing) return { name: "dialing", call: dialing };
  const ended = current.find((call) => !isLive(call) && !call.classified_at);
  return ended ? { name: "wrap_up", call: ended } : { name: "idle" };
}

/** The other party's number. */
export const otherNumber = (call: Call): string =>
  (call.direction === "inbound" ? call.from : call.to) ?? "";

/**
 * The current calls after a live message about `call`. Only one that rings here joins: a number's
 * operators also hear of calls that are offered to others.
 */
export function withCall(current: readonly Call[], call: Call, ringsHere: boolean): Call[] {
  const known = current.find((one) => one.id === call.id);
  if (!known) return ringsHere ? [...current, call] : [...current];
  // A late message does not bring back a call that has ended.
  if (!isLive(known) && isLive(call)) return [...current];
  return current.map((one) => (one.id === call.id ? { ...known, ...call } : one));
}

/** A call inside a live message, whatever it is wrapped in; null when there is none. */
export function callIn(data: unknown): Call | null {
  if (typeof data !== "object" || data === null) return null;
  const candidate = "call" in data ? (data as { call: unknown }).call : data;
  if (typeof candidate !== "object" || candidate === null) return null;
  const call = candidate as Partial<Call>;
  return call.id && call.status && call.direction ? (call as Call) : null;
}

export type AgentChoice = "available" | "paused" | "offline";

export const chosen = (agent: Agent | null | undefined): AgentChoice => {
  // Chosen during a call, it holds from the call's end on.
  switch (agent?.after_call ?? agent?.state) {
    case "available":
    case "reserved":
    case "ringing":
    case "on_call":
    case "wrapup":
      return "available";
    case "paused":
      return "paused";
    default:
      return "offline";
  }
};
