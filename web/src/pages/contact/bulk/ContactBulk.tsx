import { IconCalendarPlus, IconCopy, IconMail, IconNote, IconPencil, IconRestore, IconTag, IconTrash, IconUserShare } from "@tabler/icons-react";
import { lazy, useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Count } from "@/api/types";
import type { BulkAction } from "@/lists/bulk/actions";
import BulkBar from "@/lists/bulk/BulkBar";
import type { Ticks } from "@/lists/ticks";

import { CopyForm, DiscardForm, RestoreForm } from "./Asking";
import AssignForm from "./AssignForm";
import MailForm from "./MailForm";
import NoteForm from "./NoteForm";
import TagForm from "./TagForm";

const ActivityForEach = lazy(() => import("./ActivityForEach"));
const EditForm = lazy(() => import("./EditForm"));

interface Props {
  ticks: Ticks;
  total: Count | null;
  filter: Record<string, string>;
  discarded: boolean;
}

/** What can be done with many contacts at once (C-43). */
export default function ContactBulk({ ticks, total, filter, discarded }: Props) {
  const { t } = useTranslation();
  const actions = useMemo<BulkAction[]>(
    () =>
      discarded
        ? [{ name: "restore", label: t("bulk.restore.action"), permission: "contacts.bulk_delete", icon: IconRestore, Form: RestoreForm }]
        : [
            { name: "assign", label: t("bulk.assign.action"), permission: "contacts.bulk_edit", icon: IconUserShare, Form: AssignForm },
            { name: "tag", label: t("bulk.tags.action"), permission: "contacts.bulk_edit", icon: IconTag, Form: TagForm },
            { name: "edit", label: t("bulk.edit.action"), permission: "contacts.bulk_edit", icon: IconPencil, Form: EditForm },
            { name: "plan", label: t("bulk.plan.action"), permission: "contacts.bulk_edit", icon: IconCalendarPlus, Form: ActivityForEach },
            { name: "note", label: t("bulk.note.action"), permission: "contacts.bulk_edit", icon: IconNote, Form: NoteForm },
            { name: "mail", label: t("bulk.mail.action"), permission: "contacts.bulk_edit", icon: IconMail, Form: MailForm },
            { name: "copy", label: t("bulk.copy.action"), permission: "contacts.bulk_duplicate", icon: IconCopy, Form: CopyForm },
            { name: "discard", label: t("bulk.discard.action"), permission: "contacts.bulk_delete", icon: IconTrash, danger: true, Form: DiscardForm },
          ],
    [t, discarded],
  );
  return <BulkBar entity="contacts" ticks={ticks} total={total} filter={filter} actions={actions} />;
}
