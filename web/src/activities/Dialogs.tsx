import { lazy, Suspense, useState } from "react";

import type { Activity } from "@/api/types";

import type { About } from "./ActivityForm";
import type { Kind } from "./kinds";

const ActivityForm = lazy(() => import("./ActivityForm").then((module) => ({ default: module.ActivityForm })));
const CompleteDialog = lazy(() => import("./CompleteDialog").then((module) => ({ default: module.CompleteDialog })));

type Opened =
  | { what: "new"; kind?: Kind; day?: string }
  | { what: "edit"; one: Activity }
  | { what: "complete"; one: Activity };

export interface ActivityDialogs {
  plan: (kind?: Kind, day?: string) => void;
  edit: (one: Activity) => void;
  complete: (one: Activity) => void;
  /** The open dialog; stands once in the page. */
  shown: React.ReactNode;
}

/** The dialogs of activities for any page; their code comes when one is opened. */
export function useActivityDialogs(about?: About, contact?: { id: string; name: string } | null): ActivityDialogs {
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return {
    plan: (kind, day) => setOpened({ what: "new", kind, day }),
    edit: (one) => setOpened({ what: "edit", one }),
    complete: (one) => setOpened({ what: "complete", one }),
    shown: opened && (
      <Suspense fallback={null}>
        {opened.what === "complete" ? (
          <CompleteDialog one={opened.one} onClose={close} />
        ) : opened.what === "edit" ? (
          <ActivityForm before={opened.one} onClose={close} />
        ) : (
          <ActivityForm kind={opened.kind} day={opened.day} about={about} contact={contact} onClose={close} />
        )}
      </Suspense>
    ),
  };
}
