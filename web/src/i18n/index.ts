import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import { storedLocale, storeLocale } from "@/api/session";
import type { Locale } from "@/api/types";

import es from "./es.json";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof es };
    returnNull: false;
  }
}

/** Spanish is the source language and always there; English is fetched when first wanted. */
export async function loadLocale(locale: Locale): Promise<void> {
  if (locale === "en" && !i18next.hasResourceBundle("en", "translation")) {
    const { default: en } = await import("./en.json");
    i18next.addResourceBundle("en", "translation", en);
  }
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
  storeLocale(locale);
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "es",
    fallbackLng: "es",
    resources: { es: { translation: es } },
    interpolation: { escapeValue: false },
  });
  await loadLocale(storedLocale());
}

export const locale = (): Locale => (i18next.language === "en" ? "en" : "es");

export { i18next };
