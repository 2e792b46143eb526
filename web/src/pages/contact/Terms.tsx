import { Group, Input, NumberInput, SegmentedControl, Select } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { AmountInput } from "@/ui/AmountInput";
import { currenciesWith } from "@/ui/currencies";

import classes from "./ContactForm.module.css";
import type { ContactValues } from "./values";

/** Paid at once, or within days and up to a limit (B-37). */
export function Terms({ form }: { form: UseFormReturnType<ContactValues> }) {
  const { t } = useTranslation();
  const id = useId();
  const { values } = form;
  return (
    <Group className={classes.wide} gap={16} align="end">
      <div>
        <Input.Label labelElement="div" id={id}>
          {t("contact.payment")}
        </Input.Label>
        <SegmentedControl
          aria-labelledby={id}
          data={[
            { value: "cash", label: t("contact.cash") },
            { value: "credit", label: t("contact.credit") },
          ]}
          value={values.credit_days === null ? "cash" : "credit"}
          onChange={(value) => form.setValues(value === "credit" ? { credit_days: 30 } : { credit_days: null, credit_limit: "" })}
        />
      </div>
      {values.credit_days !== null && (
        <>
          <NumberInput label={t("contact.creditDays")} w={130} min={0} max={3650} allowDecimal={false} {...form.getInputProps("credit_days")} />
          <AmountInput label={t("contact.creditLimit")} w={170} {...form.getInputProps("credit_limit")} />
          <Select aria-label={t("contact.creditCurrency")} w={100} allowDeselect={false} searchable data={currenciesWith(values.credit_currency)} {...form.getInputProps("credit_currency")} />
        </>
      )}
    </Group>
  );
}
