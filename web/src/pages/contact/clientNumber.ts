/** How a client's number is written (C-37). */
export const clientNumber = (number: number): string => String(number).padStart(6, "0");
