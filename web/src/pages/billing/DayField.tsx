import "@mantine/dates/styles.css";
import "dayjs/locale/es";

import { DateInput } from "@mantine/dates";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { locale } from "@/i18n";

interface Props {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
  error?: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
  maxDate?: string;
}

/** A day, typed as dd/mm/aaaa or chosen in the calendar (B-02, B-06). */
export function DayField({ label, value, onChange, error, description, disabled, maxDate }: Props) {
  const { t } = useTranslation();
  return (
    <DateInput
      label={label}
      description={description}
      placeholder={t("invoice.dayHint")}
      locale={locale()}
      valueFormat="DD/MM/YYYY"
      dateParser={(typed) => {
        const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim());
        return found ? `${found[3]}-${found[2]?.padStart(2, "0")}-${found[1]?.padStart(2, "0")}` : null;
      }}
      clearable
      clearButtonProps={{ "aria-label": t("action.clear") }}
      disabled={disabled}
      maxDate={maxDate}
      value={value}
      onChange={(next) => onChange(next)}
      error={error}
      ariaLabels={{
        previousMonth: t("calendar.previousMonth"),
        nextMonth: t("calendar.nextMonth"),
        previousYear: t("calendar.previousYear"),
        nextYear: t("calendar.nextYear"),
        previousDecade: t("calendar.previousDecade"),
        nextDecade: t("calendar.nextDecade"),
        monthLevelControl: t("calendar.monthLevel"),
        yearLevelControl: t("calendar.yearLevel"),
      }}
    />
  );
}
