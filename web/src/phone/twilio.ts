import { Call as Connection, Device } from "@twilio/voice-sdk";

import { agents, calls } from "@/api/resources";
import type { Call, Softphone } from "@/api/types";

import { type Abilities, abilities, type DriverEvent, Listeners, type PhoneDriver } from "./driver";

/** The library would fetch its sounds from its maker's host, which our policy forbids. */
function localSounds(): Record<string, string> {
  const names = [
    "disconnect",
    "dtmf0",
    "dtmf1",
    "dtmf2",
    "dtmf3",
    "dtmf4",
    "dtmf5",
    "dtmf6",
    "dtmf7",
    "dtmf8",
    "dtmf9",
    "dtmfh",
    "dtmfs",
    "outgoing",
  ];
  const silent = new URL("/sounds/silence.wav", location.origin).href;
  const ring = new URL("/sounds/ring.wav", location.origin).href;
  return { ...Object.fromEntries(names.map((name) => [name, silent])), incoming: ring };
}

const CHECK_EVERY = 15_000;

/** Sound through Twilio's edge; the token is renewed by our clock and only between calls. */
export class TwilioDriver implements PhoneDriver {
  readonly name = "twilio";
  readonly can: Abilities;
  private readonly listeners = new Listeners();
  private readonly device: Device;
  private connection: Connection | null = null;
  private renewAt: number;
  private clock: ReturnType<typeof setInterval> | null = null;

  constructor(softphone: Softphone) {
    if (!softphone.token) throw new Error("the server gave no softphone token");
    this.can = abilities(softphone, ["mute", "dtmf"]);
    this.renewAt = this.renewalOf(softphone);
    this.device = new Device(softphone.token, {
      sounds: localSounds() as Device.Options["sounds"],
      closeProtection: false,
      codecPreferences: [Connection.Codec.Opus, Connection.Codec.PCMU],
    });
    this.device.on("registered", () => this.listeners.emit({ type: "registered" }));
    this.device.on("unregistered", () =>
      this.listeners.emit({ type: "unregistered", reason: "closed" }),
    );
    this.device.on("error", (error: { code?: number }) =>
      this.listeners.emit({
        type: "unregistered",
        // 31401, 31402: the microphone was refused or cannot be had.
        reason: error.code === 31401 || error.code === 31402 ? "microphone" : "network",
      }),
    );
    this.device.on("incoming", (connection: Connection) => this.keep(connection));
  }

  private renewalOf(softphone: Softphone): number {
    return Date.now() + Math.max(60, (softphone.expires_in ?? 600) - 120) * 1000;
  }

  private keep(connection: Connection): void {
    this.connection = connection;
    const gone = () => {
      if (this.connection === connection) this.connection = null;
      this.listeners.emit({ type: "changed" });
    };
    connection.on("accept", () => this.listeners.emit({ type: "changed" }));
    connection.on("cancel", gone);
    connection.on("reject", gone);
    connection.on("disconnect", gone);
    connection.on("mute", (muted: boolean) => this.listeners.emit({ type: "muted", muted }));
    this.listeners.emit({ type: "changed" });
  }

  private async renew(): Promise<void> {
    if (Date.now() < this.renewAt || this.connection) return;
    const fresh = await agents.softphone();
    if (!fresh.token || this.connection) return;
    this.device.updateToken(fresh.token);
    this.renewAt = this.renewalOf(fresh);
  }

  async register(): Promise<void> {
    if (this.device.state === Device.State.Unregistered) await this.device.register();
    this.clock ??= setInterval(() => void this.renew().catch(() => undefined), CHECK_EVERY);
  }

  async unregister(): Promise<void> {
    if (this.clock) clearInterval(this.clock);
    this.clock = null;
    if (this.device.state === Device.State.Registered) await this.device.unregister();
  }

  async answer(call: Call): Promise<void> {
    this.connection?.accept();
    // The server learns of the click at once, not with the provider's callback.
    await calls.act(call.id, "answer");
  }

  async reject(call: Call): Promise<void> {
    if (this.connection) this.connection.reject();
    else await calls.act(call.id, "reject");
  }

  async hangup(call: Call): Promise<void> {
    if (this.connection) this.connection.disconnect();
    else await calls.act(call.id, "hangup");
  }

  mute(muted: boolean): void {
    this.connection?.mute(muted);
  }

  dtmf(digits: string): void {
    this.connection?.sendDigits(digits);
  }

  listen(listener: (event: DriverEvent) => void): () => void {
    return this.listeners.add(listener);
  }
}
