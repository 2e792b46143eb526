import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import en from "./en.json";
import es from "./es.json";

type Texts = { [key: string]: string | Texts };

function flat(texts: Texts, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === "string") found.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}

const spanish = flat(es);
const english = flat(en);
const variables = (text: string) => [...text.matchAll(/{{\s*([\w.]+)\s*}}/g)].map((one) => one[1]).sort();

describe("the two languages", () => {
  it("have the same keys", () => {
    expect([...english.keys()].sort()).toEqual([...spanish.keys()].sort());
  });

  it("leave no text empty", () => {
    const empty = [...spanish, ...english].filter(([, text]) => !text.trim()).map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it("use the same variables in each text", () => {
    const different = [...spanish].filter(
      ([key, text]) => variables(text).join() !== variables(english.get(key) ?? "").join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it("have every plural form that Spanish counts with", () => {
    const bases = new Set([...spanish.keys()].filter((key) => /_(one|other|many)$/.test(key)).map((key) => key.replace(/_\w+$/, "")));
    for (const base of bases)
      for (const form of ["one", "many", "other"]) expect(spanish.has(`${base}_${form}`), `${base}_${form}`).toBe(true);
  });

  it("hold no text that no screen asks for", () => {
    const below = (folder: string): string[] =>
      readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
        one.isDirectory() ? below(`${folder}/${one.name}`) : [`${folder}/${one.name}`],
      );
    const code = below("src")
      .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".test.ts") && !path.endsWith(".d.ts"))
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    // A key in a template (`call.status.${…}`) is used as far as its fixed beginning.
    const begun = [...code.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.?)\$\{/g)].map((one) => one[1] ?? "");
    const unused = [...spanish.keys()].filter((key) => {
      const base = key.replace(/_(one|many|other)$/, "");
      return !code.includes(`"${base}"`) && !begun.some((start) => base.startsWith(start));
    });
    expect(unused).toEqual([]);
  });
});
