import { useSyncExternalStore } from "react";

import { forgetDrafts } from "./drafts";
import { ApiProblem } from "./problems";
import type { Locale, Me, Session } from "./types";

/**
 * Who is signed in, in this tab. The access token lives in memory only; the refresh token is a
 * cookie that scripts cannot read, so a reload starts with `POST /auth/refresh`.
 *
 * `expired` is not `out`: the person was signed in and what they typed is still on the screen, so
 * the app asks for the password over the page instead of leaving it.
 */
export interface SessionState {
  status: "unknown" | "in" | "expired" | "out";
  me: Me | null;
}

let state: SessionState = { status: "unknown", me: null };
let token: { value: string; until: number } | null = null;
let refreshing: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

function set(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

export function sessionState(): SessionState {
  return state;
}

export function useSession(): SessionState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

/** The signed-in user; only for components under the shell, which renders for nobody else. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error("useMe outside the shell");
  return me;
}

export function may(me: Me | null, permission: string): boolean {
  return !!me && (me.is_administrator || me.permissions.includes(permission));
}

export function useMay(): (permission: string) => boolean {
  const { me } = useSession();
  return (permission) => may(me, permission);
}

const LOCALE_KEY = "troncal.locale";

export function storedLocale(): Locale {
  try {
    return localStorage.getItem(LOCALE_KEY) === "en" ? "en" : "es";
  } catch {
    return "es";
  }
}

export function storeLocale(locale: Locale): void {
  try {
    localStorage.setItem(LOCALE_KEY, locale);
  } catch {
    // Without storage the server's copy of the preference is enough.
  }
}

async function post(path: string, body?: unknown): Promise<Response> {
  try {
    return await fetch(`/api/v1/auth/${path}`, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Accept-Language": storedLocale(),
        ...(token ? { Authorization: `Bearer ${token.value}` } : {}),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch (error) {
    throw new ApiProblem(0, { detail: String(error) });
  }
}

async function refusal(response: Response): Promise<ApiProblem> {
  const problem = (await response.json().catch(() => ({}))) as object;
  const after = Number(response.headers.get("Retry-After"));
  return new ApiProblem(response.status, problem, Number.isFinite(after) && after > 0 ? after : null);
}

function accept(session: Session): void {
  token = { value: session.access_token, until: Date.now() + session.expires_in * 1000 };
  set({ status: "in", me: session.user });
}

export async function signIn(email: string, password: string): Promise<void> {
  const response = await post("login", { email, password });
  if (!response.ok) throw await refusal(response);
  accept((await response.json()) as Session);
}

export async function switchOrganization(organizationId: string): Promise<void> {
  const response = await post("switch", { organization_id: organizationId });
  if (!response.ok) throw await refusal(response);
  // Nothing on the screen or in a cache belongs to the new organization.
  location.assign("/");
}

export async function signOut(): Promise<void> {
  forgetDrafts();
  await post("logout").catch(() => undefined);
  token = null;
  set({ status: "out", me: null });
}

export function updateMe(me: Me): void {
  set({ ...state, me });
}

async function refreshOnce(): Promise<boolean> {
  const response = await post("refresh");
  if (response.ok) {
    accept((await response.json()) as Session);
    return true;
  }
  if (response.status >= 500 || response.status === 429) throw await refusal(response);
  token = null;
  set(state.me ? { status: "expired", me: state.me } : { status: "out", me: null });
  return false;
}

/**
 * Gets a new access token; false when the session is over.
 *
 * One at a time over all tabs where the browser has locks, since a refresh token is used once.
 */
export function refresh(): Promise<boolean> {
  if (refreshing) return refreshing;
  const alone = async () =>
    navigator.locks ? await navigator.locks.request("troncal-refresh", refreshOnce) : await refreshOnce();
  const asked = alone().finally(() => {
    refreshing = null;
  });
  refreshing = asked;
  return asked;
}

/** The start of the app: signed in by the cookie, or not. Throws when the server does not answer. */
export async function resume(): Promise<void> {
  if (state.status === "unknown") await refresh();
}

/** A token with half a minute to live, or null when there is no session. */
export async function freshToken(): Promise<string | null> {
  if (token && token.until - Date.now() > 30_000) return token.value;
  if (state.status === "out" || state.status === "expired") return null;
  return (await refresh()) ? (token?.value ?? null) : null;
}
