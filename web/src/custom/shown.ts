import type { CustomField, Money } from "@/api/types";
import { money, number, plainDay } from "@/app/format";

/** As many as the server keeps of a number. */
export const DECIMALS = 12;

interface Words {
  yes: string;
  no: string;
}

/** A value as people read it; empty where there is none. */
export function shownValue(field: CustomField, value: unknown, words: Words): string {
  if (value == null || value === "") return "";
  const label = (key: unknown) => field.options.find((option) => option.key === key)?.label ?? String(key);
  switch (field.type) {
    case "number":
      return number(Number(value), DECIMALS);
    case "money":
      return money(value as Money);
    case "date":
      return plainDay(value as string);
    case "list":
      return label(value);
    case "multiple_list":
      return (value as string[]).map(label).join(", ");
    case "checkbox":
      return value ? words.yes : words.no;
    default:
      return String(value);
  }
}
