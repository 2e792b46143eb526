// Fails when the built app is heavier than its budgets (gzip, what the browser fetches).
import { readFileSync, readdirSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist)));
const KB = 1024;
const BUDGETS = { entry: 260, page: 60, dashboard: 200, driver: 60, language: 25, dist: 1536 };

const sizes = new Map();
function gzip(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length);
  return sizes.get(file);
}
/** Every script and style that is fetched as soon as `key` is. */
function closure(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const css of chunk.css ?? []) seen.add(css);
  for (const next of chunk.imports ?? []) closure(next, seen);
  return seen;
}
const total = (files) => [...files].reduce((sum, file) => sum + gzip(file), 0);
const entryKey = Object.keys(manifest).find((key) => manifest[key].isEntry);
const entry = closure(entryKey);

const rows = [["entry", total(entry), BUDGETS.entry]];
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry) continue;
  const own = [...closure(key)].filter((file) => !entry.has(file));
  const budget = /i18n/.test(key)
    ? BUDGETS.language
    : /phone\/twilio/.test(key)
      ? BUDGETS.driver
      : /dashboard|charts|echarts/i.test(key)
        ? BUDGETS.dashboard
        : BUDGETS.page;
  rows.push([key, total(own), budget]);
}
function below(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.(js|css|html|svg|woff2)$/.test(name) && statSync(new URL(name, folder)).isFile());
}
const everything = below(dist).reduce(
  (sum, name) => sum + (name.endsWith(".woff2") ? statSync(new URL(name, dist)).size : gzip(name)),
  0,
);
rows.push(["everything", everything, BUDGETS.dist]);

let over = 0;
for (const [name, bytes, budget] of rows) {
  const bad = bytes > budget * KB;
  over += bad ? 1 : 0;
  console.log(`${bad ? "OVER " : "     "}${(bytes / KB).toFixed(1).padStart(7)} KB of ${budget}  ${name}`);
}
if (over) {
  console.error(`${over} chunk(s) over budget`);
  process.exit(1);
}
