import { Alert, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problems";
import { signIn, signOut } from "@/api/session";

import { problemText } from "./toasts";

/** Asks for the password over the page, whose forms keep what was typed. */
export function SessionExpired({ email }: { email: string }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn(email, password);
    } catch (error) {
      const problem = asProblem(error);
      setFailure(problem.status === 401 ? t("login.wrong") : problemText(problem));
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} title={t("expired.title")} closeOnClickOutside={false} closeOnEscape={false}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <Text size="sm">{t("expired.text")}</Text>
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <TextInput label={t("login.email")} autoComplete="username" readOnly value={email} />
          <PasswordInput
            label={t("login.password")}
            autoComplete="current-password"
            data-autofocus
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ "aria-label": t("login.show") }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => void signOut()}>
              {t("user.logout")}
            </Button>
            <Button type="submit" loading={busy}>
              {t("login.submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
