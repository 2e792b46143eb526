import "@fontsource-variable/inter/wght.css";
import "@/ui/kit.css";
import "@/ui/global.css";

import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";

import { ApiProblem } from "@/api/problems";
import { resume, sessionState, storedLocale } from "@/api/session";
import { router } from "@/app/router";
import { cssVariables, theme } from "@/app/theme";
import { useToastsWanted } from "@/app/toasts";
import { Unreachable } from "@/app/Unreachable";
import { loadLocale, startI18n } from "@/i18n";

const Toasts = lazy(() => import("@/app/Toasts").then((module) => ({ default: module.Toasts })));

function ToastsWhenWanted() {
  return useToastsWanted() ? (
    <Suspense fallback={null}>
      <Toasts />
    </Suspense>
  ) : null;
}

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      // A refusal is an answer; only silence and trouble are asked again.
      retry: (count, error) =>
        !(error instanceof ApiProblem && error.status >= 400 && error.status < 500) && count < 2,
    },
  },
});

const mount = createRoot(document.getElementById("root") as HTMLElement);

async function start(): Promise<void> {
  await startI18n();
  let reachable = true;
  try {
    await resume();
    const { me } = sessionState();
    if (me && me.locale !== storedLocale()) await loadLocale(me.locale);
  } catch {
    reachable = false;
  }
  mount.render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
        <QueryClientProvider client={client}>
          <ToastsWhenWanted />
          {reachable ? <RouterProvider router={router} /> : <Unreachable retry={() => void start()} />}
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

void start();
