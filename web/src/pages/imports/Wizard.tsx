import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Import, type ImportChange, type ImportLayout, imports } from "@/api/imports";
import { type ApiProblem, asProblem } from "@/api/problems";
import { number } from "@/app/format";
import { problemText } from "@/app/toasts";
import { Failure, Lines } from "@/ui/states";

import { Columns } from "./Columns";
import { Format } from "./Format";
import { Preview } from "./Preview";
import { Rules } from "./Rules";
import { useLayout } from "./use";
import { Values } from "./Values";

const STEPS = ["format", "columns", "values", "rules", "preview"] as const;

export interface StepProps {
  one: Import;
  layout: ImportLayout;
  /** What this step will say when the person goes on. */
  change: Partial<ImportChange>;
  setChange: (change: Partial<ImportChange>) => void;
  /** Says it at once: the server reads the file again, and the step shows what it found. */
  say: (change: Partial<ImportChange>) => Promise<boolean>;
}

/** File → format → columns → values → duplicates → preview; each step is kept by the server. */
export function Wizard({ one }: { one: Import }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const layout = useLayout(one);
  const [at, setAt] = useState(0);
  const [change, setChange] = useState<Partial<ImportChange>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const step = STEPS[at] ?? "format";
  useEffect(() => {
    if (moved.current) heading.current?.focus();
  }, [at]);

  async function run(act: () => Promise<Import>): Promise<boolean> {
    setBusy(true);
    setProblem(null);
    try {
      client.setQueryData(["imports", one.id], await act());
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      void client.invalidateQueries({ queryKey: ["imports", one.id], exact: true });
      return false;
    } finally {
      setBusy(false);
    }
  }
  const say = (what: Partial<ImportChange>) => (Object.keys(what).length ? run(() => imports.confirm(one, what)) : Promise.resolve(true));
  function go(to: number) {
    moved.current = true;
    setChange({});
    setProblem(null);
    setAt(to);
  }
  async function forward() {
    if (step === "preview") {
      await run(() => imports.start(one));
      void client.invalidateQueries({ queryKey: ["imports", "list"] });
    } else if (await say(change)) go(at + 1);
  }

  if (layout.isPending) return <Lines />;
  if (!layout.data) return <Failure error={layout.error} retry={() => void layout.refetch()} />;
  const props: StepProps = { one, layout: layout.data, change, setChange, say };
  const total = one.counts.total ?? 0;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void forward();
      }}
    >
      <Stack>
        <Title order={2} size="1.05rem" w="fit-content" ref={heading} tabIndex={-1}>
          {t("imports.step", { at: at + 1, of: STEPS.length, name: t(`imports.steps.${step}`) })}
        </Title>
        {problem && (
          <Alert color="red" role="alert">
            <Text size="sm">{problemText(problem)}</Text>
            {problem.fields.map((field) => (
              <Text size="sm" key={`${field.field} ${field.code}`}>
                {field.message}
              </Text>
            ))}
          </Alert>
        )}
        {step === "format" && <Format {...props} />}
        {step === "columns" && <Columns {...props} />}
        {step === "values" && <Values {...props} />}
        {step === "rules" && <Rules {...props} />}
        {step === "preview" && <Preview one={one} />}
        <Group justify="space-between">
          <Button variant="default" disabled={at === 0} onClick={() => go(at - 1)}>
            {t("imports.back")}
          </Button>
          <Button type="submit" loading={busy}>
            {step === "preview" ? t("imports.start", { count: total, total: number(total) }) : t("imports.next")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
