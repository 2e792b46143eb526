import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type ApiProblem, asProblem } from "@/api/problems";
import { problemText } from "@/app/toasts";

import classes from "./InlineField.module.css";

interface Props<V> {
  label: string;
  value: V;
  shown: ReactNode;
  empty?: boolean;
  editable: boolean;
  editor: (value: V, set: (value: V) => void, error: string | null, labelledBy: string) => ReactNode;
  /** Saves the value; `force` after the person chose to write over somebody else's change. */
  save: (value: V, force: boolean) => Promise<void>;
}

/** One fact, changed where it stands. A refusal keeps the editor open with what was typed. */
export function InlineField<V>({ label, value, shown, empty, editable, editor, save }: Props<V>) {
  const { t } = useTranslation();
  const id = useId();
  const [draft, setDraft] = useState<{ value: V } | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  const editing = draft !== null;
  const edited = useRef(false);
  useEffect(() => {
    if (editing) box.current?.querySelector<HTMLElement>("input, textarea, select")?.focus();
    else if (edited.current) pencil.current?.focus();
    edited.current = editing;
  }, [editing]);

  function close() {
    setDraft(null);
    setProblem(null);
  }
  async function submit(force: boolean) {
    if (!draft) return;
    setBusy(true);
    try {
      await save(draft.value, force);
      close();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  }
  const stale = problem?.status === 412;
  const message = problem
    ? stale
      ? t("stale.inline")
      : problem.fields.map((one) => one.message).join(" ") || problemText(problem)
    : null;

  return (
    <div className={classes.field}>
      <dt className={classes.label} id={id}>
        {label}
      </dt>
      <dd className={classes.value}>
        {draft ? (
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <form
            ref={box}
            noValidate
            aria-labelledby={id}
            onSubmit={(event) => {
              event.preventDefault();
              void submit(false);
            }}
            onKeyDown={(event) => {
              if (event.key === "Escape" && !event.defaultPrevented) {
                event.stopPropagation();
                close();
              }
            }}
          >
            {editor(draft.value, (next) => setDraft({ value: next }), message, id)}
            {message && (
              <Text size="xs" mt={5} c="var(--mantine-color-error)" role="alert">
                {message}
              </Text>
            )}
            <Group gap={8} mt={8} justify="flex-end">
              <Button size="compact-sm" variant="default" onClick={close}>
                {t("action.cancel")}
              </Button>
              {stale ? (
                <Button size="compact-sm" loading={busy} onClick={() => void submit(true)}>
                  {t("stale.overwrite")}
                </Button>
              ) : (
                <Button size="compact-sm" type="submit" loading={busy}>
                  {t("action.save")}
                </Button>
              )}
            </Group>
          </form>
        ) : (
          <div className={classes.shown}>
            <div className={classes.text}>
              {empty ? <span className={classes.none}>{t("contact.notGiven")}</span> : shown}
            </div>
            {editable && (
              <ActionIcon
                ref={pencil}
                className={classes.pencil}
                size={28}
                aria-label={t("contact.editField", { field: label })}
                onClick={() => setDraft({ value })}
              >
                <IconPencil size={15} stroke={1.7} />
              </ActionIcon>
            )}
          </div>
        )}
      </dd>
    </div>
  );
}
