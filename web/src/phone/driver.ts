import type { Call, Softphone } from "@/api/types";

/** What a driver can do; the panel shows no control that would do nothing. */
export type Ability = "mute" | "dtmf";
export type Abilities = Record<Ability, boolean>;

/** What both the server's provider and this driver's code can do. */
export function abilities(softphone: Softphone, mine: readonly Ability[]): Abilities {
  const can = (ability: Ability) => mine.includes(ability) && softphone.capabilities.includes(ability);
  return { mute: can("mute"), dtmf: can("dtmf") };
}

export type DriverEvent =
  | { type: "registered" }
  | { type: "unregistered"; reason: "closed" | "microphone" | "network" }
  | { type: "muted"; muted: boolean }
  /** The driver knows better than the last poll: ask the server for the current call. */
  | { type: "changed" };

/**
 * The agent's telephone. The screens know only this; which call exists, who it is with and how it
 * ended comes from the server, whatever the driver.
 */
export interface PhoneDriver {
  readonly name: string;
  readonly can: Abilities;
  register(): Promise<void>;
  unregister(): Promise<void>;
  answer(call: Call): Promise<void>;
  reject(call: Call): Promise<void>;
  hangup(call: Call): Promise<void>;
  mute(muted: boolean): void;
  dtmf(digits: string): void;
  /** Calls `listener` for each event until the returned function is called. */
  listen(listener: (event: DriverEvent) => void): () => void;
}

/** Loads the driver that the server names; the Twilio one with its library only when named. */
export async function driverFor(softphone: Softphone): Promise<PhoneDriver> {
  if (softphone.provider === "twilio") {
    const { TwilioDriver } = await import("./twilio");
    return new TwilioDriver(softphone);
  }
  const { DevelopmentDriver } = await import("./development");
  return new DevelopmentDriver(softphone);
}

export class Listeners {
  private readonly all = new Set<(event: DriverEvent) => void>();

  add(listener: (event: DriverEvent) => void): () => void {
    this.all.add(listener);
    return () => this.all.delete(listener);
  }

  emit(event: DriverEvent): void {
    for (const listener of this.all) listener(event);
  }
}
