import { authorized } from "./client";
import { ApiProblem } from "./problems";
import type { components } from "./schema";
import { freshToken, refresh, storedLocale } from "./session";
import type { Page } from "./types";

type Schemas = components["schemas"];

/** Whose documents: the collection of the API. */
export type Owner = "contacts" | "opportunities" | "cases";
export interface RecordDocument {
  id: string;
  name: string;
  extension: string;
  size: number;
  note: string | null;
  added_by: string | null;
  added_by_name: string | null;
  created_at: string;
  version: number;
}
export type DocumentTerms = Schemas["DocumentTerms"];

const UNAUTHORIZED = 401;

function problemOf(status: number, text: string): ApiProblem {
  try {
    return new ApiProblem(status, JSON.parse(text) as object);
  } catch {
    return new ApiProblem(status, {});
  }
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await authorized(new Request(`${location.origin}/api/v1/${path}`, init));
  if (!response.ok) throw problemOf(response.status, await response.text());
  return response;
}

interface Sending {
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

type Method = "POST" | "PUT";

/** A form goes by XMLHttpRequest: fetch does not say how far it is. */
function sendOnce(method: Method, path: string, body: FormData, token: string | null, { onProgress, signal }: Sending): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open(method, `/api/v1/${path}`);
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Accept-Language", storedLocale());
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new ApiProblem(0, {}));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    request.onloadend = () => signal.removeEventListener("abort", abort);
    signal.addEventListener("abort", abort);
    request.send(body);
  });
}

/** Sends a file as the part `file` of a form; says how far it is. */
export async function sendFile<T>(path: string, file: Blob, name: string, sending: Sending, method: Method = "POST"): Promise<T> {
  const body = new FormData();
  body.append("file", file, name);
  let answer = await sendOnce(method, path, body, await freshToken(), sending);
  if (answer.status === UNAUTHORIZED && (await refresh())) answer = await sendOnce(method, path, body, await freshToken(), sending);
  if (answer.status >= 300) throw problemOf(answer.status, answer.text);
  return JSON.parse(answer.text) as T;
}

export const documentsOf = (owner: Owner, recordId: string) => {
  const base = `${owner}/${recordId}/documents`;
  const matched = (one: RecordDocument) => ({ "If-Match": `"${one.version}"` });
  return {
    list: async (cursor: string, signal?: AbortSignal) =>
      (await ask(`${base}?limit=50${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, { signal: signal ?? null })).json() as Promise<Page<RecordDocument>>,
    terms: async (signal?: AbortSignal) => (await ask(`${base}/terms`, { signal: signal ?? null })).json() as Promise<DocumentTerms>,
    add: (file: File, sending: Sending) => sendFile<RecordDocument>(base, file, file.name, sending),
    change: async (one: RecordDocument, change: { name: string; note: string | null }) =>
      (await ask(`${base}/${one.id}`, {
        method: "PATCH",
        headers: { ...matched(one), "Content-Type": "application/json" },
        body: JSON.stringify(change),
      })).json() as Promise<RecordDocument>,
    remove: (one: RecordDocument) => ask(`${base}/${one.id}`, { method: "DELETE", headers: matched(one) }),
    /** The file, saved by the browser under its name. */
    async save(one: RecordDocument): Promise<void> {
      const response = await ask(`${base}/${one.id}/file`);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await response.blob());
      link.download = one.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
  };
};

export const photoOf = (contactId: string) => ({
  set: (file: File, sending: Sending) => sendFile(`contacts/${contactId}/photo`, file, file.name, sending, "PUT"),
  remove: () => ask(`contacts/${contactId}/photo`, { method: "DELETE" }),
});
