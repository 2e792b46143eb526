import { useTranslation } from "react-i18next";

import { type ListEntity, type View, views } from "@/api/lists";
import { Confirm } from "@/ui/Confirm";

interface Props {
  entity: ListEntity;
  view: View;
  onClose: () => void;
  then: () => Promise<void>;
}

/** Asks before a view goes; the records stay as they are. */
export default function ViewRemoval({ entity, view, onClose, then }: Props) {
  const { t } = useTranslation();
  return (
    <Confirm
      opened
      title={t("lists.removeTitle", { name: view.name })}
      text={t(view.shared ? "lists.removeShared" : "lists.removeText")}
      action={t("lists.remove")}
      onClose={onClose}
      run={async () => {
        await views(entity).remove(view);
        await then();
      }}
    />
  );
}
