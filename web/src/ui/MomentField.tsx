import "@mantine/dates/styles.css";
import "dayjs/locale/es";

import { Button, Input, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";

import { isoDay } from "@/app/format";
import { locale } from "@/i18n";

import classes from "./MomentField.module.css";
import { dayFrom, inDays, type Moment } from "./moments";

export interface MomentFieldProps {
  label: string;
  value: Moment;
  onChange: (value: Moment) => void;
  error?: ReactNode;
  required?: boolean;
  /** Whether today, in three days and in a week are one click away (N-02). */
  quick?: boolean;
}

/** A day, chosen or typed as dd/mm/aaaa, and a time of the user's zone (N-02). */
export function MomentField({ label, value, onChange, error, required, quick }: MomentFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const today = isoDay(new Date());
  return (
    <Input.Wrapper label={label} withAsterisk={required} error={error} labelElement="div" id={id} role="group" aria-label={label}>
      <div className={classes.moment}>
        <DateInput
          aria-label={t("moment.dayOf", { what: label })}
          placeholder={t("moment.format")}
          locale={locale()}
          valueFormat="DD/MM/YYYY"
          dateParser={dayFrom}
          clearable
          clearButtonProps={{ "aria-label": t("action.clear") }}
          value={value.day}
          onChange={(day) => onChange({ ...value, day })}
          error={!!error}
          popoverProps={{ withinPortal: true }}
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
        <TextInput
          type="time"
          aria-label={t("moment.timeOf", { what: label })}
          value={value.time}
          error={!!error}
          onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
        />
      </div>
      {quick && (
        <div className={classes.quick}>
          {([0, 3, 7] as const).map((days) => (
            <Button key={days} size="compact-sm" variant="default" onClick={() => onChange({ ...value, day: inDays(today, days) })}>
              {t(`moment.quick.d${days}`)}
            </Button>
          ))}
        </div>
      )}
    </Input.Wrapper>
  );
}
