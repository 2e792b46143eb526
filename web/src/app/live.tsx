import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";

import { useMe } from "@/api/session";
import { type LiveEvent, openStream } from "@/api/stream";

import { joinTabs, type Tabs } from "./tabs";

interface Live {
  /** Whether this tab holds the stream and the telephone for all of this user's tabs. */
  leader: boolean;
  connected: boolean;
  listen(listener: (event: LiveEvent) => void): () => void;
}

const Context = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(Context);
  if (!live) throw new Error("useLive outside LiveProvider");
  return live;
}

/** The lists that a live message makes stale, by the first word of its kind. */
export const STALE: Record<string, readonly string[]> = {
  call: ["calls", "dashboard", "contacts"],
  agent: ["agents"],
  notification: ["notifications", "messages"],
  reminder: ["reminders", "notifications"],
  kpis: ["dashboard"],
  message: ["messages"],
  contact: ["contacts"],
  import: ["imports", "contacts"],
  export: ["exports"],
  bulk: ["bulk"],
  activity: ["activities"],
  user: ["users", "me"],
  role: ["roles"],
};

export const staleAfter = (kind: string): readonly string[] =>
  STALE[kind.split(/[._]/)[0] ?? ""] ?? [];

/** Facts reach other services a little after the live message: their figures are asked again. */
const LATER = [600, 1500, 4000];

export function LiveProvider({ children }: { children: ReactNode }) {
  const me = useMe();
  const client = useQueryClient();
  const [leader, setLeader] = useState(false);
  const [connected, setConnected] = useState(false);
  const listeners = useRef(new Set<(event: LiveEvent) => void>());
  const name = `troncal.live.${me.organization.id}.${me.id}`;

  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const hear = (event: LiveEvent) => {
      if (event.kind === "reset") {
        void client.invalidateQueries();
        return;
      }
      for (const listener of listeners.current) listener(event);
      const stale = staleAfter(event.kind);
      const refetch = () => {
        for (const key of stale) void client.invalidateQueries({ queryKey: [key] });
      };
      refetch();
      if (!event.kind.startsWith("call")) return;
      for (const delay of LATER) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          for (const key of [...stale, "notifications"])
            void client.invalidateQueries({ queryKey: [key] });
        }, delay);
        timers.add(timer);
      }
    };
    let tabs: Tabs | null = null;
    const joined = joinTabs(
      name,
      () => {
        setLeader(true);
        const stream = openStream((event) => {
          hear(event);
          tabs?.tell(event);
        }, setConnected);
        return () => {
          stream.close();
          setLeader(false);
        };
      },
      (message) => hear(message as LiveEvent),
    );
    tabs = joined;
    return () => {
      joined.close();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [client, name]);

  const value = useMemo<Live>(
    () => ({
      leader,
      connected,
      listen: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [leader, connected],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}
