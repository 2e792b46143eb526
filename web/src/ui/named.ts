import { locale } from "@/i18n";

/** A catalog's name in the reader's language. */
export const nameIn = (one: { name: string | null; name_en: string | null }): string =>
  (locale() === "en" && one.name_en) || one.name || "";
