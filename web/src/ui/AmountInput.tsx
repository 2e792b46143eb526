import { NumberInput, type NumberInputProps } from "@mantine/core";

import { decimalSign } from "@/app/format";

/** An amount, grouped as the reader's language groups it while it is typed: 25.000 is never 25. */
export function AmountInput(props: NumberInputProps) {
  const decimals = decimalSign();
  return (
    <NumberInput
      allowNegative={false}
      decimalScale={2}
      hideControls
      thousandSeparator={decimals === "," ? "." : ","}
      decimalSeparator={decimals}
      allowedDecimalSeparators={[decimals]}
      {...props}
    />
  );
}
