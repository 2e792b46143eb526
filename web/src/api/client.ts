import createClient from "openapi-fetch";

import { ApiProblem } from "./problems";
import type { paths } from "./schema";
import { freshToken, refresh, storedLocale } from "./session";
import type { Tagged } from "./types";

const reachability = { down: false, listeners: new Set<(down: boolean) => void>() };

/** Told when the server stops or starts answering. */
export function onReachability(listener: (down: boolean) => void): () => void {
  reachability.listeners.add(listener);
  return () => reachability.listeners.delete(listener);
}

function reachable(yes: boolean): void {
  if (reachability.down === !yes) return;
  reachability.down = !yes;
  for (const listener of reachability.listeners) listener(!yes);
}

async function withToken(request: Request, token: string | null): Promise<Response> {
  const headers = new Headers(request.headers);
  if (token) headers.set("Authorization", `Bearer ${token}`);
  headers.set("Accept-Language", storedLocale());
  try {
    const response = await fetch(new Request(request, { headers }));
    reachable(true);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    reachable(false);
    throw new ApiProblem(0, { detail: String(error) });
  }
}

/** Sends with a token, and once more with a new one when the server finds the first too old. */
export async function authorized(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await withToken(request, await freshToken());
  if (response.status !== 401 || !(await refresh())) return response;
  return withToken(again, await freshToken());
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: authorized });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function refused(answer: Answer<unknown>): ApiProblem {
  const after = Number(answer.response.headers.get("Retry-After"));
  const problem = typeof answer.error === "object" && answer.error ? answer.error : {};
  return new ApiProblem(answer.response.status, problem, after > 0 ? after : null);
}

/** The answer's body; an {@link ApiProblem} is thrown for every refusal. */
export async function send<T>(answering: Promise<Answer<T>>): Promise<T> {
  const answer = await answering;
  if (!answer.response.ok) throw refused(answer);
  return answer.data as T;
}

/** Like {@link send}, with the record's entity tag for a later `If-Match`. */
export async function sendTagged<T>(answering: Promise<Answer<T>>): Promise<Tagged<T>> {
  const answer = await answering;
  if (!answer.response.ok) throw refused(answer);
  return { record: answer.data as T, etag: answer.response.headers.get("ETag") ?? "" };
}

export const ifMatch = (etag: string): Record<string, string> => (etag ? { "If-Match": etag } : {});

/** A key for one intent of a person: kept over the retries of one form, new for the next. */
export const intentKey = (): string => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
