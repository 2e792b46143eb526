import { expect, test } from "vitest";

import { MOST_TICKED, ticked } from "./ticks";

test("rows are ticked and cleared, each once (C-43)", () => {
  const some = ticked(new Set(["a"]), ["a", "b", "c"], true);
  expect([...some]).toEqual(["a", "b", "c"]);
  expect([...ticked(some, ["b"], false)]).toEqual(["a", "c"]);
});

test("no more are ticked than one request names", () => {
  const many = Array.from({ length: MOST_TICKED + 5 }, (_, place) => String(place));
  expect(ticked(new Set(), many, true).size).toBe(MOST_TICKED);
});
