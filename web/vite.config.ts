import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** Writes a .gz and a .br beside each text file, once Vite has put its last hand to them. */
function precompress(): Plugin {
  return {
    name: "troncal-precompress",
    apply: "build",
    // Not generateBundle: there the preload placeholder is still in the code.
    closeBundle() {
      const dist = here("./dist");
      if (!existsSync(dist)) return;
      for (const path of filesBelow(dist)) {
        if (!/\.(js|css|html|svg|json|webmanifest)$/.test(path)) continue;
        const bytes = readFileSync(path);
        if (bytes.length < 1024) continue;
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
        );
      }
    },
  };
}

const BASE =
  /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|openapi-fetch|use-sync-external-store|@tanstack\/(react-router|router-core|history|react-store|store|react-query|query-core)|@floating-ui\/[^/]+)\//;
const KIT =
  /node_modules\/(@mantine\/hooks|@mantine\/core\/esm\/(core|components\/(ActionIcon|Alert|Anchor|Avatar|Badge|Button|CloseButton|Floating|FloatingIndicator|FocusTrap|Group|Indicator|Loader|Menu|Paper|Popover|Portal|SegmentedControl|Skeleton|Stack|Text|ThemeIcon|Title|Tooltip|Transition|UnstyledButton|VisuallyHidden)))\//;

export default defineConfig({
  plugins: [react(), precompress()],
  resolve: { alias: { "@": here("./src") } },
  build: {
    target: "es2022",
    manifest: true,
    // A file inlined as data: would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every screen needs, in two files: otherwise each page's share of it is cut into
        // dozens of small ones.
        codeSplitting: { groups: [{ name: "base", test: BASE, priority: 2 }, { name: "kit", test: KIT, priority: 1 }] },
      },
    },
  },
  server: {
    proxy: { "/api": { target: process.env.TRONCAL_URL ?? "http://127.0.0.1:8000" } },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
    setupFiles: ["./src/testing.ts"],
  },
});
