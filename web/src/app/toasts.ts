import { useEffect, useState } from "react";

import { type ApiProblem, asProblem } from "@/api/problems";
import { i18next } from "@/i18n";

/** What a person reads of a refusal: the server's sentence, or ours when no server answered. */
export function problemText(problem: ApiProblem): string {
  if (problem.offline) return i18next.t("error.offline");
  if (problem.status === 403) return problem.message || i18next.t("error.forbidden");
  if (problem.status === 412) return i18next.t("error.stale");
  if (problem.status === 429) return problem.message || i18next.t("error.tooMany");
  return problem.message || i18next.t("error.unexpected");
}

let wanted = false;
const listeners = new Set<() => void>();

/** Whether a toast has been shown yet: until then their code is not fetched. */
export function useToastsWanted(): boolean {
  const [want, setWant] = useState(wanted);
  useEffect(() => {
    const listener = () => setWant(true);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return want;
}

type Toast = Parameters<(typeof import("@mantine/notifications"))["notifications"]["show"]>[0];

function show(toast: Toast): void {
  void import("@mantine/notifications").then(({ notifications }) => {
    wanted = true;
    for (const listener of listeners) listener();
    notifications.show({ ...toast, closeButtonProps: { "aria-label": i18next.t("action.close") } });
  });
}

export function showProblem(error: unknown): void {
  const problem = asProblem(error);
  if (problem.status === 401) return;
  show({
    id: `problem-${problem.code}`,
    color: "red",
    title: i18next.t("error.title"),
    message: problemText(problem),
    autoClose: 8000,
  });
}

export function showDone(message: string): void {
  show({ color: "troncal", message, autoClose: 3500 });
}
