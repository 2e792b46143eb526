import { Alert, Anchor, Button, Group, Modal, Progress, Radio, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Export, type ExportFormat, exportsOf, type ListEntity } from "@/api/lists";
import { asProblem } from "@/api/problems";
import { useMe } from "@/api/session";
import { number, zone } from "@/app/format";
import { problemText, showProblem } from "@/app/toasts";
import { locale } from "@/i18n";

import type { Exported } from "./ExportButton";

type Choice = "xlsx" | "csv" | "vcard3" | "vcard4" | "zip";
const FORMATS: Record<Choice, { format: ExportFormat; vcard_version?: "3.0" | "4.0" }> = {
  xlsx: { format: "xlsx" },
  csv: { format: "csv" },
  vcard3: { format: "vcard", vcard_version: "3.0" },
  vcard4: { format: "vcard", vcard_version: "4.0" },
  zip: { format: "zip" },
};
const DELIMITERS = ["", ",", ";", "\t"] as const;
const ASK_AGAIN = 1000;

/** Chooses a format, follows the work and saves the file when it is there. */
export default function ExportDialog({ entity, filter, sort, columns, name, cards, onClose }: Exported & { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [choice, setChoice] = useState<Choice>("xlsx");
  const [every, setEvery] = useState(false);
  const [delimiter, setDelimiter] = useState("");
  const [made, setMade] = useState<Export | null>(null);
  const exported = exportsOf(entity);
  const ask = useMutation({
    mutationFn: () => {
      const whole = choice === "zip";
      return exported.create({
        ...FORMATS[choice],
        ...(whole ? {} : { filter, sort, ...(name ? { name } : {}) }),
        ...(whole || every || FORMATS[choice].format === "vcard" ? {} : { columns }),
        ...(choice === "csv" && delimiter ? { delimiter: delimiter as "," } : {}),
        time_zone: zone() ?? "UTC",
      });
    },
    onSuccess: setMade,
  });
  const table = choice === "xlsx" || choice === "csv";
  const choices: Choice[] = ["xlsx", "csv", ...(cards ? (["vcard3", "vcard4"] as const) : []), ...(me.is_administrator ? (["zip"] as const) : [])];
  return (
    <Modal opened onClose={onClose} title={t("exports.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
      {made ? (
        <Working made={made} entity={entity} onClose={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            ask.mutate();
          }}
        >
          <Stack>
            {ask.error && (
              <Alert color="red" role="alert">
                {problemText(asProblem(ask.error))}
              </Alert>
            )}
            <Radio.Group label={t("exports.format")} value={choice} onChange={(value) => setChoice(value as Choice)}>
              <Stack gap={8} mt={6}>
                {choices.map((one) => (
                  <Radio key={one} value={one} label={t(`exports.formats.${one}`)} description={t(`exports.hints.${one}`)} />
                ))}
              </Stack>
            </Radio.Group>
            {table && (
              <Radio.Group label={t("exports.columns")} value={every ? "every" : "shown"} onChange={(value) => setEvery(value === "every")}>
                <Stack gap={8} mt={6}>
                  <Radio value="shown" label={t("exports.shown", { count: columns.length })} />
                  <Radio value="every" label={t("exports.every")} description={entity === "contacts" && t("exports.everyHint")} />
                </Stack>
              </Radio.Group>
            )}
            {choice === "csv" && (
              <Select
                label={t("exports.delimiter")}
                allowDeselect={false}
                value={delimiter}
                onChange={(value) => setDelimiter(value ?? "")}
                data={DELIMITERS.map((value) => ({
                  value,
                  label: t(`exports.delimiters.${value === "" ? "usual" : value === "," ? "comma" : value === ";" ? "semicolon" : "tab"}`),
                }))}
              />
            )}
            <Group justify="space-between">
              <Anchor component={Link} to="/exports" size="sm" py={4}>
                {t("exports.past")}
              </Anchor>
              <Group>
                <Button variant="default" onClick={onClose}>
                  {t("action.cancel")}
                </Button>
                <Button type="submit" loading={ask.isPending}>
                  {t("exports.start")}
                </Button>
              </Group>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function Working({ made, entity, onClose }: { made: Export; entity: ListEntity; onClose: () => void }) {
  const { t } = useTranslation();
  const exported = exportsOf(entity);
  const followed = useQuery({
    queryKey: ["exports", "one", made.id],
    queryFn: ({ signal }) => exported.read(made.id, signal),
    initialData: made,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.state === "running" ? ASK_AGAIN : false),
  });
  const one = followed.data;
  const saved = useRef(false);
  const closing = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (one.state === "running") return;
    closing.current?.focus();
    if (one.state !== "done" || saved.current) return;
    saved.current = true;
    void exportsOf(entity).save(one).catch(showProblem);
  }, [one, entity]);
  const label = t("exports.progress", { done: number(one.done), total: number(one.total) });
  return (
    <Stack>
      {one.state === "running" && (
        <Progress.Root size="lg">
          <Progress.Section value={one.total ? Math.min(100, (100 * one.done) / one.total) : 0} aria-label={t("exports.states.running")} aria-valuetext={label} />
        </Progress.Root>
      )}
      {one.state === "failed" ? (
        <Alert color="red" role="alert">
          {one.failure?.[locale()]}
        </Alert>
      ) : (
        <Text size="sm" role="status">
          {one.state === "running" ? label : t("exports.ready", { count: one.done, total: number(one.done), name: one.file_name })}
        </Text>
      )}
      {one.state === "running" && (
        <Text size="sm" c="dimmed">
          {t("exports.runningHint")}
        </Text>
      )}
      <Group justify="flex-end">
        {one.state === "running" && (
          <Button
            variant="default"
            onClick={() => {
              void exported.remove(one.id).catch(showProblem);
              onClose();
            }}
          >
            {t("exports.stop")}
          </Button>
        )}
        {one.state === "done" && (
          <Button variant="default" onClick={() => void exported.save(one).catch(showProblem)}>
            {t("exports.again")}
          </Button>
        )}
        <Button ref={closing} onClick={onClose}>
          {t("action.close")}
        </Button>
      </Group>
    </Stack>
  );
}
