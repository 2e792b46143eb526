import { ActionIcon, Badge, Button, Group, MultiSelect, Select, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconHeadset, IconPencil, IconPlus, IconUnlink } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { agents, phoneNumbers } from "@/api/resources";
import type { PhoneNumber, Tagged } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { usePhoneFormat } from "@/phone/numbers";
import { Confirm } from "@/ui/Confirm";
import { usePeople } from "@/ui/directory";
import { EditDialog } from "@/ui/EditDialog";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./Numbers.module.css";

type Editing = { found: Tagged<PhoneNumber> | null } | null;

function Editor({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const shown = usePhoneFormat();
  const { options } = usePeople();
  const [intent, setIntent] = useState(intentKey);
  const found = editing?.found;
  const available = useQuery({ queryKey: ["numbers", "available"], queryFn: phoneNumbers.available, enabled: !!editing && !found, retry: false });
  const form = useForm({
    initialValues: { number: null as string | null, alias: "", active: true, user_ids: [] as string[] },
    validate: { number: (value) => (found || value ? null : t("form.needed")) },
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!editing) return;
    const one = editing.found?.record;
    clearErrors();
    setIntent(intentKey());
    setValues({ number: one?.number ?? null, alias: one?.alias ?? "", active: one?.active ?? true, user_ids: one?.operator_ids ?? [] });
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  const offers = available.data?.items ?? [];
  return (
    <EditDialog
      opened={!!editing}
      title={found ? shown(found.record.number) : t("numbers.link")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const { number, alias, active, user_ids } = form.values;
        let id = found?.record.id;
        if (found) {
          await phoneNumbers.change(found.record.id, found.etag, { alias, active });
        } else {
          const offer = offers.find((one) => one.number === number);
          const made = await phoneNumbers.create({ number: number ?? "", alias, buy: offer ? !offer.owned : false }, intent);
          id = made.id;
        }
        if (id) await phoneNumbers.setOperators(id, user_ids);
        for (const key of ["numbers", "agents"]) void client.invalidateQueries({ queryKey: [key] });
        showDone(t("numbers.saved"));
      }}
    >
      {!found && (
        <Select
          label={t("numbers.number")}
          description={available.isError ? t("numbers.unavailable") : t("numbers.numberHint")}
          withAsterisk
          searchable
          data={[
            { group: t("numbers.owned"), items: offers.filter((one) => one.owned).map((one) => ({ value: one.number, label: shown(one.number) })) },
            { group: t("numbers.forSale"), items: offers.filter((one) => !one.owned).map((one) => ({ value: one.number, label: shown(one.number) })) },
          ]}
          nothingFoundMessage={t("state.nothingFound")}
          {...form.getInputProps("number")}
        />
      )}
      <TextInput label={t("numbers.alias")} description={t("numbers.aliasHint")} maxLength={30} autoComplete="off" {...form.getInputProps("alias")} />
      <MultiSelect label={t("numbers.operators")} description={t("numbers.operatorsHint")} data={options} searchable hidePickedOptions nothingFoundMessage={t("state.nothingFound")} {...form.getInputProps("user_ids")} />
      {found && <Switch label={t("numbers.active")} {...form.getInputProps("active", { type: "checkbox" })} />}
    </EditDialog>
  );
}

const COLORS: Record<string, string> = { available: "teal", on_call: "troncal", ringing: "amber", reserved: "amber", wrapup: "amber", paused: "amber", offline: "gray" };

function Agents() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ["agents", "list"], queryFn: agents.list, refetchInterval: 10_000 });
  const all = query.data?.items ?? [];
  if (!all.length) return null;
  return (
    <section className={classes.agents} aria-labelledby="agents-title">
      <h2 id="agents-title">{t("numbers.agents")}</h2>
      <ul>
        {all.map((one) => (
          <li key={one.user_id}>
            <Text size="sm" fw={540}>
              {one.name}
            </Text>
            <Badge color={COLORS[one.state] ?? "gray"}>{t(`phone.agentStates.${one.state}`)}</Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Numbers() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const shown = usePhoneFormat();
  const { nameOf } = usePeople();
  useTitle(t("menu.numbers"));
  const query = useQuery({ queryKey: ["numbers", "list"], queryFn: ({ signal }) => phoneNumbers.list({ limit: 200 }, signal) });
  const [editing, setEditing] = useState<Editing>(null);
  const [removing, setRemoving] = useState<PhoneNumber | null>(null);
  const rows = query.data?.items ?? [];
  const link = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ found: null })}>
      {t("numbers.link")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("menu.numbers")}>{link}</PageHeader>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && (
        <Blank icon={IconHeadset} title={t("numbers.none")} action={link}>
          {t("numbers.noneHint")}
        </Blank>
      )}
      {rows.length > 0 && (
        <SimpleTable<PhoneNumber>
          label={t("menu.numbers")}
          rows={rows}
          columns={[
            {
              id: "number",
              header: t("numbers.number"),
              cell: (one) => (
                <>
                  <Text size="sm" fw={580} className="number">
                    {shown(one.number)}
                  </Text>
                  {one.alias && (
                    <Text size="xs" c="dimmed">
                      {one.alias}
                    </Text>
                  )}
                </>
              ),
            },
            { id: "provider", header: t("numbers.provider"), cell: (one) => t(`numbers.providers.${one.provider}` as "numbers.providers.twilio", { defaultValue: one.provider }) },
            {
              id: "operators",
              header: t("numbers.operators"),
              cell: (one) => (one.operator_ids ?? []).map((id) => nameOf(id)).filter(Boolean).join(", ") || <Text size="sm" c="var(--mantine-color-error)" span>{t("numbers.nobody")}</Text>,
            },
            {
              id: "state",
              header: t("user.state"),
              cell: (one) => <Badge color={one.active ? "teal" : "gray"}>{t(one.active ? "numbers.isActive" : "numbers.isInactive")}</Badge>,
            },
            {
              id: "actions",
              header: t("table.actions"),
              align: "right",
              cell: (one) => (
                <Group gap={4} justify="flex-end" wrap="nowrap">
                  <ActionIcon
                    aria-label={t("action.editOne", { name: shown(one.number) })}
                    onClick={() =>
                      void phoneNumbers
                        .read(one.id)
                        .then((found) => setEditing({ found }))
                        .catch(showProblem)
                    }
                  >
                    <IconPencil size={17} stroke={1.7} />
                  </ActionIcon>
                  <ActionIcon aria-label={t("numbers.unlinkOne", { number: shown(one.number) })} onClick={() => setRemoving(one)}>
                    <IconUnlink size={17} stroke={1.7} />
                  </ActionIcon>
                </Group>
              ),
            },
          ]}
        />
      )}
      <Agents />
      <Editor editing={editing} onClose={() => setEditing(null)} />
      <Confirm
        opened={!!removing}
        title={t("numbers.unlinkTitle", { number: removing ? shown(removing.number) : "" })}
        text={t("numbers.unlinkText")}
        action={t("numbers.unlink")}
        onClose={() => setRemoving(null)}
        run={async () => {
          if (!removing) return;
          const { etag } = await phoneNumbers.read(removing.id);
          await phoneNumbers.remove(removing.id, etag);
          await client.invalidateQueries({ queryKey: ["numbers"] });
        }}
      />
    </>
  );
}
