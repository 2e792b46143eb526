// Regenerates src/api/schema.d.ts.
//   npm run api                       from the committed openapi.json
//   npm run api -- http://host:8000   asks a running gateway first, and keeps its answer in openapi.json
//   npm run api -- --check            fails when schema.d.ts is not what openapi.json gives
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../openapi.json", import.meta.url);
const types = new URL("../src/api/schema.d.ts", import.meta.url);
const argument = process.argv[2];

if (argument && argument !== "--check") {
  const answer = await fetch(new URL("/api/openapi.json", argument));
  if (!answer.ok) throw new Error(`the gateway answered ${answer.status}`);
  writeFileSync(document, `${JSON.stringify(await answer.json(), null, 1)}\n`);
}
const header = "// Generated from openapi.json by `npm run api`. Do not edit.\n\n";
const text = header + astToString(await openapiTS(JSON.parse(readFileSync(document, "utf8")), {
    // A member with a default may be left out of a request.
    defaultNonNullable: false,
  }));
if (argument === "--check") {
  if (readFileSync(types, "utf8") !== text) {
    console.error("src/api/schema.d.ts is stale: run `npm run api`");
    process.exit(1);
  }
} else {
  writeFileSync(types, text);
}
