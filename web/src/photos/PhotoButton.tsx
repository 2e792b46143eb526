import { UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { Contact } from "@/api/types";
import { ContactAvatar } from "@/ui/badges";

const PhotoDialog = lazy(() => import("./PhotoDialog").then((module) => ({ default: module.PhotoDialog })));

interface Props {
  contact: Contact;
  editable: boolean;
  /** What the page knows of the contact is old from now on. */
  onChanged: () => Promise<void>;
}

/** The photo at a contact's head; who may change the contact changes it there (C-07). */
export function PhotoButton({ contact, editable, onChanged }: Props) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const medal = <ContactAvatar contact={contact} size={56} />;
  if (!editable) return medal;
  return (
    <span style={{ position: "relative", flex: "none", display: "inline-flex" }}>
      {medal}
      <UnstyledButton onClick={dialog.open} aria-label={t("photo.change")} aria-haspopup="dialog" style={{ position: "absolute", inset: 0, borderRadius: 28 }} />
      {opened && (
        <Suspense fallback={null}>
          <PhotoDialog contact={contact} onClose={dialog.close} onChanged={onChanged} />
        </Suspense>
      )}
    </span>
  );
}
