/** What is offered where money is typed: the currencies of the product's market. */
export const CURRENCIES: readonly string[] = ["COP", "USD", "EUR", "MXN", "PEN", "CLP", "ARS", "BRL", "BOB", "CRC", "DOP", "GTQ", "HNL", "NIO", "PAB", "PYG", "UYU", "VES"];

/** The same, and the one that is chosen already. */
export const currenciesWith = (kept: string | null): string[] => (kept && !CURRENCIES.includes(kept) ? [kept, ...CURRENCIES] : [...CURRENCIES]);
