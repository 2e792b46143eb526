import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem } from "@/api/problems";
import { sessionState, signIn, storedLocale } from "@/api/session";
import { loadLocale } from "@/i18n";
import { Mark } from "@/ui/Brand";
import { useTitle } from "@/ui/useTitle";

import { LanguageSwitch } from "./LanguageSwitch";
import classes from "./Login.module.css";
import { problemText } from "./toasts";

export function Login() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/login" });
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const alert = useRef<HTMLDivElement>(null);
  useTitle(t("login.title"));
  useEffect(() => {
    if (failure) alert.current?.focus();
  }, [failure]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await signIn(email.trim(), password);
      const wanted = sessionState().me?.locale;
      if (wanted && wanted !== storedLocale()) await loadLocale(wanted);
      // Only a path of this app: `//host` would leave it.
      const target = next?.startsWith("/") && !next.startsWith("//") ? next : "/";
      await navigate({ href: target, replace: true });
    } catch (error) {
      const problem = asProblem(error);
      setFailure(problem.status === 401 ? t("login.wrong") : problemText(problem));
    } finally {
      setBusy(false);
    }
  }

  return (
    <main className={classes.page}>
      <div className={classes.aside}>
        <div className={classes.brand}>
          <Mark size={40} />
          <span>{t("brand")}</span>
        </div>
        <p className={classes.claim}>{t("login.claim")}</p>
        <svg className={classes.lines} viewBox="0 0 600 400" aria-hidden focusable="false">
          <g fill="none" strokeWidth="3" strokeLinecap="round">
            <path d="M300 420V230C300 170 250 150 190 150H-20" stroke="#2a8c97" />
            <path d="M300 230C300 170 350 150 410 150H620" stroke="#2a8c97" />
            <path d="M300 420V300C300 250 260 240 215 240H-20" stroke="#1b6772" />
            <path d="M300 300C300 250 340 240 385 240H620" stroke="#1b6772" />
            <path d="M300 230V-20" stroke="#1b6772" />
          </g>
          <circle cx="190" cy="150" r="8" fill="#ffb454" />
          <circle cx="410" cy="150" r="8" fill="#ffb454" />
          <circle cx="300" cy="70" r="7" fill="#5fd4c4" />
          <circle cx="120" cy="240" r="6" fill="#5fd4c4" />
          <circle cx="480" cy="240" r="6" fill="#5fd4c4" />
        </svg>
      </div>
      <div className={classes.side}>
        <div className={classes.language}>
          <LanguageSwitch />
        </div>
        <form className={classes.form} onSubmit={(event) => void submit(event)}>
          <div className={classes.small}>
            <Mark size={36} />
            <span>{t("brand")}</span>
          </div>
          <Title order={1} size="1.5rem">
            {t("login.title")}
          </Title>
          <Text c="dimmed" size="sm" mt={4} mb="lg">
            {t("login.subtitle")}
          </Text>
          <Stack gap="md">
            {failure && (
              <Alert color="red" ref={alert} tabIndex={-1} role="alert" title={t("login.failed")}>
                {failure}
              </Alert>
            )}
            <TextInput
              label={t("login.email")}
              name="email"
              type="email"
              autoComplete="username"
              inputMode="email"
              required
              withAsterisk={false}
              size="md"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={t("login.password")}
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              size="md"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ "aria-label": t("login.show"), tabIndex: 0 }}
            />
            <Button type="submit" size="md" loading={busy} fullWidth>
              {t("login.submit")}
            </Button>
          </Stack>
        </form>
      </div>
    </main>
  );
}
