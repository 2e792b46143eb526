import { describe, expect, it } from "vitest";

import type { Call } from "@/api/types";

import { callIn, chosen, otherNumber, phaseOf, withCall } from "./state";

function call(members: Partial<Call> = {}): Call {
  return {
    id: "1",
    direction: "inbound",
    status: "ringing",
    from: "+573001234567",
    to: "+576015550100",
    started_at: "2026-01-02T15:00:00Z",
    classified_at: null,
    ...members,
  } as Call;
}

describe("what the telephone shows", () => {
  it("is nothing without a call in hand", () => {
    expect(phaseOf([])).toEqual({ name: "idle" });
  });

  it("is the incoming call while it rings, T-14", () => {
    expect(phaseOf([call()]).name).toBe("incoming");
    expect(phaseOf([call({ status: "queued" })]).name).toBe("incoming");
  });

  it("is the conversation even if another call rings", () => {
    expect(phaseOf([call(), call({ id: "2", status: "in_progress" })])).toMatchObject({
      name: "talking",
      call: { id: "2" },
    });
  });

  it("is the wrap-up of an ended call until it has its outcome", () => {
    expect(phaseOf([call({ status: "completed" })]).name).toBe("wrap_up");
    const done = call({ status: "completed", classified_at: "2026-01-02T15:05:00Z" });
    expect(phaseOf([done]).name).toBe("idle");
  });

  it("is the dialing of a call that one makes", () => {
    expect(phaseOf([call({ direction: "outbound" })]).name).toBe("dialing");
  });
});

describe("a live message about a call", () => {
  it("adds it only where it rings: operators also hear of the calls of others", () => {
    expect(withCall([], call(), true)).toHaveLength(1);
    expect(withCall([], call(), false)).toHaveLength(0);
  });

  it("keeps the name that the message does not carry", () => {
    const known = call({ contact_name: "Luz Peña" });
    const [after] = withCall([known], call({ status: "in_progress" }), false);
    expect(after).toMatchObject({ status: "in_progress", contact_name: "Luz Peña" });
  });

  it("does not bring an ended call back to life when it arrives late", () => {
    const ended = call({ status: "completed" });
    expect(withCall([ended], call({ status: "in_progress" }), true)).toEqual([ended]);
  });

  it("is found bare or wrapped, and nothing else is taken for a call", () => {
    expect(callIn(call())?.id).toBe("1");
    expect(callIn({ call: call() })?.id).toBe("1");
    for (const other of [null, "call", {}, { call: null }, { id: "1" }]) expect(callIn(other)).toBeNull();
  });
});

describe("the agent", () => {
  it("stays available through a call and its wrap-up, T-12", () => {
    for (const state of ["available", "reserved", "ringing", "on_call", "wrapup"] as const)
      expect(chosen({ user_id: "u", name: null, since: null, state })).toBe("available");
    expect(chosen(null)).toBe("offline");
  });

  it("shows at once what was chosen for after the call", () => {
    expect(chosen({ user_id: "u", name: null, since: null, state: "on_call", after_call: "paused" })).toBe("paused");
  });

  it("sees the other party's number", () => {
    expect(otherNumber(call())).toBe("+573001234567");
    expect(otherNumber(call({ direction: "outbound" }))).toBe("+576015550100");
  });
});
