import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type ApiProblem, asProblem, fieldErrors } from "@/api/problems";
import { problemText } from "@/app/toasts";

interface Props {
  opened: boolean;
  title: string;
  onClose: () => void;
  /** False when the form itself finds something amiss. */
  check: () => boolean;
  save: () => Promise<void>;
  knows: (field: string) => boolean;
  setErrors: (errors: Record<string, string>) => void;
  submitLabel?: string;
  danger?: ReactNode;
  size?: string | number;
  children: ReactNode;
}

/** A dialog with a form: a refusal stays in it, at the fields where it can, with all that was typed. */
export function EditDialog({ opened, title, onClose, check, save, knows, setErrors, submitLabel, danger, size, children }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ problem: ApiProblem; rest: string[] } | null>(null);
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (opened) setFailure(null);
  }, [opened]);
  useEffect(() => {
    if (failure) alert.current?.focus();
  }, [failure]);

  async function submit() {
    setFailure(null);
    if (!check()) return;
    setBusy(true);
    try {
      await save();
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      const { errors, rest } = fieldErrors(problem, knows);
      setErrors(errors);
      if (rest.length || !Object.keys(errors).length) setFailure({ problem, rest });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal opened={opened} onClose={onClose} title={title} size={size} closeOnClickOutside={false} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          {failure && (
            <Alert ref={alert} tabIndex={-1} color="red" role="alert" title={failure.problem.status === 412 ? t("stale.title") : undefined}>
              <Text size="sm">{failure.problem.status === 412 ? t("stale.reopen") : problemText(failure.problem)}</Text>
              {failure.rest.map((one) => (
                <Text size="sm" key={one}>
                  {one}
                </Text>
              ))}
            </Alert>
          )}
          {children}
          <Group justify={danger ? "space-between" : "flex-end"} mt={4}>
            {danger}
            <Group>
              <Button variant="default" onClick={onClose}>
                {t("action.cancel")}
              </Button>
              <Button type="submit" loading={busy}>
                {submitLabel ?? t("action.save")}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
