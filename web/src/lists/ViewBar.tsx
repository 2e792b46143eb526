import { Badge, Button, Menu } from "@mantine/core";
import { IconBookmark, IconCheck, IconChevronDown, IconDeviceFloppy, IconEye, IconPencil, IconRestore, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { type ListEntity, type View, type ViewColumn, views } from "@/api/lists";
import { showDone, showProblem } from "@/app/toasts";

import classes from "./lists.module.css";
import { differs, type ListState } from "./use";

const ViewDialog = lazy(() => import("./ViewDialog"));
const ViewRemoval = lazy(() => import("./ViewRemoval"));

interface Props {
  entity: ListEntity;
  /** The list's own name: what is shown without any view. */
  title: string;
  all: readonly View[];
  chosen: View | null;
  state: ListState;
  /** What the list asks for without any view; nothing at all unless said. */
  base?: Record<string, string>;
  columns: { chosen: ViewColumn[]; changed: boolean; choose: (next: ViewColumn[] | null) => void };
  /** Null: the list's own. */
  onChoose: (view: View | null) => void;
  /** What a part that is left out is called. */
  nameOf: (name: string) => string;
  /** Filters of the view that this screen cannot show. */
  unshown: readonly string[];
}

/** Which view a list is looked at by, whether it was changed, and keeping it (S4). */
export function ViewBar({ entity, title, all, chosen, state, base, columns, onChoose, nameOf, unshown }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [dialog, setDialog] = useState<"new" | "edit" | "remove" | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ["views", entity] });
  const changed = differs(state, chosen ?? { filter: base ?? {}, sort: null }) || columns.changed;
  const kept = { filter: state.filter, sort: state.sort ?? null, columns: columns.chosen.map(({ name, width }) => ({ name, width: width ?? null })) };
  const save = useMutation({
    mutationFn: (view: View) => views(entity).change(view, kept),
    onSuccess: async (view) => {
      columns.choose(null);
      await refresh();
      showDone(t("lists.saved", { name: view.name }));
    },
    onError: showProblem,
  });
  const mine = all.filter((one) => one.mine);
  const shared = all.filter((one) => !one.mine);
  const gone = [...(chosen?.left_out ?? []).map((one) => one.name.replace(/^-/, "")), ...unshown];
  const item = (one: View) => (
    <Menu.Item
      key={one.id}
      leftSection={chosen?.id === one.id ? <IconCheck size={16} /> : <IconEye size={16} />}
      rightSection={one.default ? <Badge size="xs" variant="light" tt="none">{t("lists.first")}</Badge> : one.mine && one.shared ? <Badge size="xs" variant="light" tt="none">{t("lists.shared")}</Badge> : null}
      aria-current={chosen?.id === one.id ? "true" : undefined}
      onClick={() => onChoose(one)}
    >
      {one.name}
    </Menu.Item>
  );
  return (
    <div className={classes.bar}>
      <Menu position="bottom-start" shadow="md" width={280}>
        <Menu.Target>
          <Button variant="default" className={classes.name} leftSection={<IconBookmark size={16} stroke={1.7} />} rightSection={<IconChevronDown size={16} />} aria-label={t("lists.view", { name: chosen?.name ?? title })}>
            {chosen?.name ?? title}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={chosen ? <IconEye size={16} /> : <IconCheck size={16} />} aria-current={chosen ? undefined : "true"} onClick={() => onChoose(null)}>
            {title}
          </Menu.Item>
          {mine.length > 0 && <Menu.Label>{t("lists.mine")}</Menu.Label>}
          {mine.map(item)}
          {shared.length > 0 && <Menu.Label>{t("lists.ofAll")}</Menu.Label>}
          {shared.map(item)}
          <Menu.Divider />
          <Menu.Item leftSection={<IconDeviceFloppy size={16} />} onClick={() => setDialog("new")}>
            {t("lists.saveAs")}
          </Menu.Item>
          {chosen?.may_change && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setDialog("edit")}>
                {t("lists.edit")}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => setDialog("remove")}>
                {t("lists.remove")}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {changed && (
        <>
          {chosen && (
            <Badge variant="light" tt="none" size="lg">
              {t("lists.changed")}
            </Badge>
          )}
          {chosen?.may_change ? (
            <Button size="compact-sm" loading={save.isPending} onClick={() => save.mutate(chosen)}>
              {t("lists.save")}
            </Button>
          ) : (
            <Button size="compact-sm" variant="default" leftSection={<IconDeviceFloppy size={15} />} onClick={() => setDialog("new")}>
              {t("lists.saveAs")}
            </Button>
          )}
          {chosen && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconRestore size={15} />}
              onClick={() => {
                columns.choose(null);
                onChoose(chosen);
              }}
            >
              {t("lists.discard")}
            </Button>
          )}
        </>
      )}
      {gone.length > 0 && (
        <p role="status" className={classes.gone}>
          {t("lists.leftOut", { parts: [...new Set(gone.map(nameOf))].join(", ") })}
        </p>
      )}
      <Suspense>
        {(dialog === "new" || dialog === "edit") && (
          <ViewDialog
            entity={entity}
            view={dialog === "edit" ? chosen : null}
            kept={kept}
            onClose={() => setDialog(null)}
            then={async (view) => {
              if (dialog === "new") columns.choose(null);
              await refresh();
              if (dialog === "new") onChoose(view);
            }}
          />
        )}
        {dialog === "remove" && chosen && (
          <ViewRemoval
            entity={entity}
            view={chosen}
            onClose={() => setDialog(null)}
            then={async () => {
              columns.choose(null);
              onChoose(null);
              await refresh();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
