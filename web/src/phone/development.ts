import { calls } from "@/api/resources";
import type { Call, Softphone } from "@/api/types";

import { type Abilities, abilities, type DriverEvent, Listeners, type PhoneDriver } from "./driver";

/** No sound: the development provider plays the network, each verb is a request to the server. */
export class DevelopmentDriver implements PhoneDriver {
  readonly name = "development";
  readonly can: Abilities;
  private readonly listeners = new Listeners();

  constructor(softphone: Softphone) {
    this.can = abilities(softphone, []);
  }

  async register(): Promise<void> {
    this.listeners.emit({ type: "registered" });
  }

  async unregister(): Promise<void> {
    this.listeners.emit({ type: "unregistered", reason: "closed" });
  }

  async answer(call: Call): Promise<void> {
    await calls.act(call.id, "answer");
  }

  async reject(call: Call): Promise<void> {
    await calls.act(call.id, "reject");
  }

  async hangup(call: Call): Promise<void> {
    await calls.act(call.id, "hangup");
  }

  mute(): void {
    // There is no sound to silence; `can.mute` says so.
  }

  dtmf(): void {
    // There is nobody to hear tones; `can.dtmf` says so.
  }

  listen(listener: (event: DriverEvent) => void): () => void {
    return this.listeners.add(listener);
  }
}
