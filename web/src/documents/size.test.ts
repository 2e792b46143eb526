import { beforeAll, describe, expect, it } from "vitest";

import { startI18n } from "@/i18n";

import { endsAs, sizeText } from "./size";

beforeAll(startI18n);

describe("a document's size and type (C-38)", () => {
  it("is said in the unit that people use", () => {
    expect(sizeText(1)).toBe("1 KB");
    expect(sizeText(200_000)).toBe("196 KB");
    expect(sizeText(10 * 1024 * 1024)).toContain("MB");
  });

  it("is told by what follows the last dot", () => {
    expect(endsAs("Contrato.PDF", ["pdf"])).toBe(true);
    expect(endsAs("contrato.pdf.exe", ["pdf"])).toBe(false);
    expect(endsAs("pdf", ["pdf"])).toBe(false);
    expect(endsAs(".pdf", ["pdf"])).toBe(false);
  });
});
