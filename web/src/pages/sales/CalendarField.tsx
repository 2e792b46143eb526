import "@mantine/dates/styles.css";
import "dayjs/locale/es";

import { DatePickerInput } from "@mantine/dates";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { locale } from "@/i18n";

export interface Props {
  value: string | null;
  onChange: (value: string | null) => void;
  label?: string;
  labelledBy?: string;
  error?: ReactNode;
}

/** One day of the calendar, or none. */
export function CalendarField({ value, onChange, label, labelledBy, error }: Props) {
  const { t } = useTranslation();
  return (
    <DatePickerInput
      label={label}
      aria-labelledby={labelledBy}
      locale={locale()}
      valueFormat="DD/MM/YYYY"
      clearable
      clearButtonProps={{ "aria-label": t("action.clear") }}
      value={value}
      onChange={onChange}
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
