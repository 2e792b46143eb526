import { SegmentedControl } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { account } from "@/api/resources";
import { sessionState, updateMe } from "@/api/session";
import type { Locale } from "@/api/types";
import { loadLocale, locale } from "@/i18n";

/** The language now, in this browser; and for the next one, on the server. */
export function useLanguage(): (next: Locale) => Promise<void> {
  const client = useQueryClient();
  return async (next) => {
    await loadLocale(next);
    if (sessionState().status !== "in") return;
    try {
      updateMe(await account.change({ locale: next }));
      void client.invalidateQueries();
    } catch {
      // The screen has changed already; the server hears of it with the next switch.
    }
  };
}

export function LanguageSwitch() {
  const { t } = useTranslation();
  const change = useLanguage();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("language.label")}
      value={locale()}
      onChange={(next) => void change(next as Locale)}
      data={[
        { value: "es", label: <span lang="es" title={t("language.es")}>{t("language.esShort")}</span> },
        { value: "en", label: <span lang="en" title={t("language.en")}>{t("language.enShort")}</span> },
      ]}
    />
  );
}
