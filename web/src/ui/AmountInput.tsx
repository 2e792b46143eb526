import { NumberInput, type NumberInputProps } from "@mantine/core";

import { locale } from "@/i18n";

/** An amount, grouped as the reader's language groups it while it is typed: 25.000 is never 25. */
export function AmountInput(props: NumberInputProps) {
  const [thousands, decimals] = locale() === "es" ? ([".", ","] as const) : ([",", "."] as const);
  return (
    <NumberInput allowNegative={false} decimalScale={2} hideControls thousandSeparator={thousands} decimalSeparator={decimals} allowedDecimalSeparators={[decimals]} {...props} />
  );
}
