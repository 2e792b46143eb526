import "@mantine/dates/styles.css";
import "dayjs/locale/es";

import { DatePickerInput } from "@mantine/dates";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { locale } from "@/i18n";

interface Props {
  from?: string;
  to?: string;
  onChange: (range: { from?: string; to?: string }) => void;
}

/** Two days of the calendar, both included. */
export function DateRange({ from, to, onChange }: Props) {
  const { t } = useTranslation();
  // Half a range stays here: it is no filter yet.
  const [range, setRange] = useState<[string | null, string | null]>([from ?? null, to ?? null]);
  useEffect(() => setRange([from ?? null, to ?? null]), [from, to]);
  return (
    <DatePickerInput
      type="range"
      aria-label={t("call.range")}
      placeholder={t("call.range")}
      locale={locale()}
      valueFormat="DD/MM/YYYY"
      allowSingleDateInRange
      w={230}
      value={range}
      onChange={(next) => {
        setRange(next);
        const [first, last] = next;
        if (first && last) onChange({ from: first, to: last });
      }}
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
