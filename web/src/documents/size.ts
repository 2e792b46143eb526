import { number } from "@/app/format";

const KILOBYTE = 1024;
const MEGABYTE = KILOBYTE * KILOBYTE;

/** A file's size as people say it. */
export const sizeText = (bytes: number): string =>
  bytes < MEGABYTE ? `${number(Math.max(1, Math.ceil(bytes / KILOBYTE)), 0)} KB` : `${number(bytes / MEGABYTE, 1)} MB`;

/** Whether a file's name ends as the list of types says. */
export const endsAs = (name: string, extensions: readonly string[]): boolean => {
  const dot = name.lastIndexOf(".");
  return dot > 0 && extensions.includes(name.slice(dot + 1).toLowerCase());
};
