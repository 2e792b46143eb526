import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";

import { asProblem } from "@/api/problems";
import { agents, calls } from "@/api/resources";
import { useMay } from "@/api/session";
import type { Agent, Call } from "@/api/types";
import { useLive } from "@/app/live";
import { showProblem } from "@/app/toasts";

import { type Abilities, driverFor, type PhoneDriver } from "./driver";
import { ringer } from "./ringer";
import { type AgentChoice, callIn, chosen, type Phase, phaseOf, withCall } from "./state";

const CURRENT = ["calls", "current"] as const;
const AGENT = ["agents", "me"] as const;
const POLL = 5000;

export interface Telephone {
  enabled: boolean;
  phase: Phase;
  agent: Agent | null;
  /** Whether any number rings at this person's. */
  operator: boolean;
  choice: AgentChoice;
  can: Abilities;
  provider: string | null;
  muted: boolean;
  open: boolean;
  setOpen(open: boolean): void;
  choose(choice: AgentChoice): Promise<void>;
  answer(call: Call): Promise<void>;
  reject(call: Call): Promise<void>;
  hangup(call: Call): Promise<void>;
  mute(muted: boolean): void;
  dtmf(digits: string): void;
  wrapUpDone(call: Call): void;
}

const NOTHING: Abilities = { mute: false, dtmf: false };
const Context = createContext<Telephone | null>(null);

export function useTelephone(): Telephone {
  const telephone = useContext(Context);
  if (!telephone) throw new Error("useTelephone outside PhoneProvider");
  return telephone;
}

function useStored(key: string): [string | null, (value: string | null) => void] {
  const [value, setValue] = useState<string | null>(() => localStorage.getItem(key));
  const store = useCallback(
    (next: string | null) => {
      if (next === null) localStorage.removeItem(key);
      else localStorage.setItem(key, next);
      setValue(next);
    },
    [key],
  );
  return [value, store];
}

export function PhoneProvider({ children }: { children: ReactNode }) {
  const may = useMay();
  const enabled = may("telephony.view");
  const client = useQueryClient();
  const { leader, listen } = useLive();
  const [driver, setDriver] = useState<PhoneDriver | null>(null);
  const [provider, setProvider] = useState<string | null>(null);
  const [muted, setMuted] = useState(false);
  const [stored, setStored] = useStored("troncal.phone");
  const open = stored === null ? globalThis.innerWidth >= 1200 : stored === "open";
  const setOpen = useCallback((next: boolean) => setStored(next ? "open" : "closed"), [setStored]);

  const agentQuery = useQuery({
    queryKey: AGENT,
    queryFn: agents.me,
    enabled,
    staleTime: 30_000,
    // Somebody may be made an operator at any time, in a fresh installation a moment from now.
    refetchInterval: (query) => (query.state.data?.is_operator === false ? POLL : false),
  });
  const agent = agentQuery.data ?? null;
  const choice = chosen(agent);
  const operator = enabled && !!agent && agent.is_operator !== false;
  const currentQuery = useQuery({
    queryKey: CURRENT,
    queryFn: calls.current,
    enabled,
    refetchInterval: choice === "offline" ? false : POLL,
  });
  const current = currentQuery.data?.items;
  const phase = useMemo(() => phaseOf(current ?? []), [current]);

  useEffect(
    () =>
      listen((event) => {
        if (!event.kind.startsWith("call")) return;
        const call = callIn(event.data);
        if (call) {
          client.setQueryData<Awaited<ReturnType<typeof calls.current>>>(CURRENT, (old) =>
            old ? { ...old, items: withCall(old.items, call, event.kind === "call.ringing") } : old,
          );
        }
        void client.invalidateQueries({ queryKey: CURRENT });
        void client.invalidateQueries({ queryKey: AGENT });
      }),
    [client, listen],
  );

  // Which driver is this installation's; asked once, when the telephone is first wanted.
  useEffect(() => {
    if (!operator || driver) return;
    let wanted = true;
    agents
      .softphone()
      .then(async (softphone) => {
        const loaded = await driverFor(softphone);
        if (!wanted) return;
        setProvider(softphone.provider);
        setDriver(loaded);
      })
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [operator, driver]);

  useEffect(() => {
    if (!driver) return;
    return driver.listen((event) => {
      if (event.type === "muted") setMuted(event.muted);
      if (event.type === "changed") void client.invalidateQueries({ queryKey: CURRENT });
    });
  }, [driver, client]);

  // Only the leading tab registers: two registrations of one agent would ring twice.
  const registered = leader && choice !== "offline";
  useEffect(() => {
    if (!driver) return;
    if (registered) void driver.register().catch(showProblem);
    else void driver.unregister().catch(() => undefined);
  }, [driver, registered]);
  useEffect(() => () => void driver?.unregister().catch(() => undefined), [driver]);

  const ringing = phase.name === "incoming" && choice === "available";
  useEffect(() => ringer.set(ringing && leader), [ringing, leader]);
  useEffect(() => () => ringer.set(false), []);

  // A document that goes takes a sound connection with it.
  const holdsSound = provider === "twilio" && (phase.name === "talking" || phase.name === "dialing");
  useEffect(() => {
    if (!holdsSound) return;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", guard);
    return () => removeEventListener("beforeunload", guard);
  }, [holdsSound]);

  const value = useMemo<Telephone>(() => {
    async function act(deed: Promise<unknown> | undefined): Promise<void> {
      try {
        await deed;
      } catch (error) {
        showProblem(asProblem(error));
      } finally {
        await client.invalidateQueries({ queryKey: CURRENT });
        void client.invalidateQueries({ queryKey: AGENT });
      }
    }
    return {
      enabled,
      phase,
      agent,
      operator,
      choice,
      can: driver?.can ?? NOTHING,
      provider,
      muted,
      open,
      setOpen,
      choose: async (next) => {
        if (next === "available") ringer.unlock();
        try {
          const answer = await agents.setState(next);
          client.setQueryData<Agent>(AGENT, (old) => ({ ...old, ...answer }));
        } catch (error) {
          showProblem(asProblem(error));
        }
        void client.invalidateQueries({ queryKey: AGENT });
      },
      answer: (call) => act(driver?.answer(call)),
      reject: (call) => act(driver?.reject(call)),
      hangup: (call) => act(driver?.hangup(call)),
      mute: (next) => driver?.mute(next),
      dtmf: (digits) => driver?.dtmf(digits),
      wrapUpDone: (call) => {
        client.setQueryData<Awaited<ReturnType<typeof calls.current>>>(CURRENT, (old) =>
          old ? { ...old, items: old.items.filter((one) => one.id !== call.id) } : old,
        );
        for (const key of ["calls", "contacts", "dashboard", "agents"])
          void client.invalidateQueries({ queryKey: [key] });
      },
    };
  }, [enabled, phase, agent, operator, choice, driver, provider, muted, open, setOpen, client]);

  return <Context.Provider value={value}>{children}</Context.Provider>;
}
