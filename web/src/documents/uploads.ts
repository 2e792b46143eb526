import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { DocumentTerms } from "@/api/documents";
import { asProblem } from "@/api/problems";
import { problemText } from "@/app/toasts";

import { endsAs, sizeText } from "./size";

export interface Upload {
  id: number;
  file: File;
  share: number;
  error: string | null;
}

type Send = (file: File, sending: { onProgress: (share: number) => void; signal: AbortSignal }) => Promise<unknown>;

const isStopped = (error: unknown) => error instanceof DOMException && error.name === "AbortError";

/** Files on their way: one after the other; what fails stays with its reason until it is dropped. */
export function useUploads(send: Send, terms: DocumentTerms | undefined, onSent: () => void) {
  const { t } = useTranslation();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const controllers = useRef(new Map<number, AbortController>());
  const queue = useRef(Promise.resolve());
  const next = useRef(1);
  const change = (id: number, values: Partial<Upload>) =>
    setUploads((before) => before.map((one) => (one.id === id ? { ...one, ...values } : one)));
  const drop = (id: number) => {
    controllers.current.get(id)?.abort();
    controllers.current.delete(id);
    setUploads((before) => before.filter((one) => one.id !== id));
  };

  function refusal(file: File): string | null {
    if (!terms) return null;
    if (!endsAs(file.name, terms.extensions)) return t("documents.wrongType", { expected: terms.extensions.join(", ").toUpperCase() });
    if (file.size > terms.most_bytes) return t("documents.tooLarge", { most: sizeText(terms.most_bytes) });
    return file.size ? null : t("documents.empty");
  }

  async function run({ id, file }: Upload) {
    const controller = controllers.current.get(id);
    if (!controller) return;
    try {
      await send(file, { onProgress: (share) => change(id, { share }), signal: controller.signal });
      drop(id);
      onSent();
    } catch (error) {
      if (!isStopped(error)) change(id, { error: problemText(asProblem(error)) });
    }
  }

  function start(one: Upload) {
    controllers.current.set(one.id, new AbortController());
    queue.current = queue.current.then(() => run(one));
  }

  function add(files: FileList | null | undefined) {
    const added = [...(files ?? [])].map((file) => ({ id: next.current++, file, share: 0, error: refusal(file) }));
    setUploads((before) => [...before, ...added]);
    for (const one of added) if (!one.error) start(one);
  }

  function retry(one: Upload) {
    const error = refusal(one.file);
    change(one.id, { error, share: 0 });
    if (!error) start(one);
  }

  return { uploads, add, drop, retry };
}
