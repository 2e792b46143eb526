import { ActionIcon, Badge, Button, Group, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconCalendarClock, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { businessCalendars } from "@/api/resources";
import type { BusinessCalendar, Holiday, Tagged, WeeklyHours } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import classes from "@/pages/cases/CasePage.module.css";
import { Confirm } from "@/ui/Confirm";
import { EditDialog } from "@/ui/EditDialog";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines } from "@/ui/states";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const NONE: WeeklyHours = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
const SHIFT = { from: "08:00", to: "18:00" };

interface Values {
  name: string;
  time_zone: string;
  hours: WeeklyHours;
  holidays: (Holiday & { key: string })[];
  is_default: boolean;
}

let lines = 0;
const line = (holiday: Holiday) => ({ ...holiday, name: holiday.name ?? "", key: `holiday-${++lines}` });

const valuesOf = (one: BusinessCalendar | undefined): Values => ({
  name: one?.name ?? "",
  time_zone: one?.has_own_time_zone ? (one.time_zone ?? "") : "",
  hours: one ? { ...NONE, ...one.hours } : { ...NONE, monday: [SHIFT], tuesday: [SHIFT], wednesday: [SHIFT], thursday: [SHIFT], friday: [SHIFT] },
  holidays: (one?.holidays ?? []).map(line),
  is_default: one?.is_default ?? false,
});

/** The ranges of hours of each weekday. */
function Hours({ value, onChange, error }: { value: WeeklyHours; onChange: (value: WeeklyHours) => void; error?: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.hours}>
      <legend>{t("caseSettings.hours")}</legend>
      <Text size="xs" c="dimmed" mb={6}>
        {t("caseSettings.hoursHint")}
      </Text>
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" mb={6}>
          {error}
        </Text>
      )}
      {DAYS.map((day) => {
        const shifts = value[day];
        const set = (next: typeof shifts) => onChange({ ...value, [day]: next });
        const name = t(`caseSettings.days.${day}`);
        return (
          <div key={day} className={classes.dayRow}>
            <span className={classes.dayName}>{name}</span>
            {shifts.map((shift, index) => (
              <Group key={index} gap={4} wrap="nowrap">
                {(["from", "to"] as const).map((end) => (
                  <TextInput
                    key={end}
                    type="time"
                    size="xs"
                    aria-label={t(`caseSettings.${end}`, { day: name, n: index + 1 })}
                    value={shift[end]}
                    onChange={(event) => {
                      const next = event.currentTarget.value;
                      set(shifts.map((each, at) => (at === index ? { ...each, [end]: next } : each)));
                    }}
                  />
                ))}
                <ActionIcon aria-label={t("caseSettings.removeShift", { day: name, n: index + 1 })} onClick={() => set(shifts.filter((_, at) => at !== index))}>
                  <IconTrash size={15} stroke={1.7} />
                </ActionIcon>
              </Group>
            ))}
            {shifts.length < 6 && (
              <ActionIcon aria-label={t("caseSettings.addShift", { day: name })} onClick={() => set([...shifts, SHIFT])}>
                <IconPlus size={16} stroke={1.7} />
              </ActionIcon>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

function Holidays({ value, onChange }: { value: Values["holidays"]; onChange: (value: Values["holidays"]) => void }) {
  const { t } = useTranslation();
  const set = (key: string, part: Partial<Holiday>) => onChange(value.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <fieldset className={classes.hours}>
      <legend>{t("caseSettings.holidays")}</legend>
      <Stack gap={6}>
        {value.map((one, index) => (
          <Group key={one.key} gap={6} wrap="nowrap">
            <TextInput type="date" size="xs" aria-label={t("caseSettings.holidayOn", { n: index + 1 })} value={one.on} onChange={(event) => set(one.key, { on: event.currentTarget.value })} />
            <TextInput
              size="xs"
              className={classes.grow}
              aria-label={t("caseSettings.holidayName", { n: index + 1 })}
              placeholder={t("caseSettings.holidayHint")}
              value={one.name ?? ""}
              onChange={(event) => set(one.key, { name: event.currentTarget.value })}
            />
            <ActionIcon aria-label={t("caseSettings.removeHoliday", { n: index + 1 })} onClick={() => onChange(value.filter((each) => each.key !== one.key))}>
              <IconTrash size={15} stroke={1.7} />
            </ActionIcon>
          </Group>
        ))}
        <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} style={{ alignSelf: "flex-start" }} onClick={() => onChange([...value, line({ on: "", name: "" })])}>
          {t("caseSettings.addHoliday")}
        </Button>
      </Stack>
    </fieldset>
  );
}

type Editing = { found: Tagged<BusinessCalendar> | null } | null;

function Editor({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [intent, setIntent] = useState(intentKey);
  const found = editing?.found;
  const form = useForm<Values>({
    initialValues: valuesOf(undefined),
    validate: {
      name: (value) => (value.trim() ? null : t("form.needed")),
      hours: (value) => (DAYS.some((day) => value[day].length) ? null : t("caseSettings.hoursNeeded")),
    },
  });
  const { setValues, clearErrors } = form;
  useEffect(() => {
    if (!editing) return;
    clearErrors();
    setIntent(intentKey());
    setValues(valuesOf(editing.found?.record));
    // Only the opening fills the form; the form's functions are stable.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  return (
    <EditDialog
      opened={!!editing}
      size="lg"
      title={t(found ? "caseSettings.editCalendar" : "caseSettings.newCalendar")}
      onClose={onClose}
      check={() => !form.validate().hasErrors}
      knows={(field) => field in form.values}
      setErrors={form.setErrors}
      save={async () => {
        const { name, time_zone, hours, holidays, is_default } = form.values;
        const values = {
          name: name.trim(),
          time_zone: time_zone.trim() || null,
          hours,
          holidays: holidays.filter((one) => one.on).map(({ on, name: called }) => ({ on, name: called })),
          ...(is_default ? { is_default } : {}),
        };
        if (found) await businessCalendars.change(found.record.id, found.etag, values);
        else await businessCalendars.create(values, intent);
        await client.invalidateQueries({ queryKey: ["business-calendars"] });
        showDone(t("arrange.saved", { name: values.name }));
      }}
    >
      <TextInput label={t("caseSettings.calendarName")} withAsterisk data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <Hours value={form.values.hours} onChange={(value) => form.setFieldValue("hours", value)} error={form.errors.hours} />
      <Holidays value={form.values.holidays} onChange={(value) => form.setFieldValue("holidays", value)} />
      <TextInput label={t("caseSettings.timeZone")} description={t("caseSettings.timeZoneHint")} autoComplete="off" {...form.getInputProps("time_zone")} />
      {!found?.record.is_default && <Switch label={t("caseSettings.makeDefault")} {...form.getInputProps("is_default", { type: "checkbox" })} />}
    </EditDialog>
  );
}

/** When time counts towards a deadline; one calendar is the default (K-16, O-13). */
export function Calendars() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery({ queryKey: ["business-calendars"], queryFn: ({ signal }) => businessCalendars.list({ limit: 200 }, signal) });
  const [editing, setEditing] = useState<Editing>(null);
  const [leaving, setLeaving] = useState<BusinessCalendar | null>(null);
  const rows = query.data?.items ?? [];
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ found: null })}>
      {t("caseSettings.newCalendar")}
    </Button>
  );
  const open = (one: BusinessCalendar) =>
    void businessCalendars
      .read(one.id)
      .then((found) => setEditing({ found }))
      .catch(showProblem);
  const worked = (one: BusinessCalendar) =>
    DAYS.filter((day) => one.hours[day]?.length)
      .map((day) => `${t(`caseSettings.days.${day}`)} ${one.hours[day].map((shift) => `${shift.from}–${shift.to}`).join(", ")}`)
      .join(" · ");
  return (
    <>
      {query.isPending && <Lines />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !rows.length && <Blank icon={IconCalendarClock} title={t("arrange.none")} action={create} />}
      {rows.length > 0 && (
        <>
          <Group justify="flex-end" mb="sm">
            {create}
          </Group>
          <SimpleTable<BusinessCalendar>
            label={t("caseSettings.tabs.calendars")}
            rows={rows}
            columns={[
              {
                id: "name",
                header: t("caseSettings.calendarName"),
                cell: (one) => (
                  <Group gap={8}>
                    <Text size="sm" fw={560}>
                      {one.name}
                    </Text>
                    {one.is_default && <Badge color="teal">{t("caseSettings.isDefault")}</Badge>}
                  </Group>
                ),
              },
              { id: "hours", header: t("caseSettings.hours"), cell: (one) => <Text size="xs">{worked(one)}</Text> },
              { id: "holidays", header: t("caseSettings.holidays"), cell: (one) => one.holidays.length },
              { id: "zone", header: t("caseSettings.timeZone"), cell: (one) => one.time_zone },
              {
                id: "actions",
                header: t("table.actions"),
                align: "right",
                cell: (one) => (
                  <Group justify="flex-end" gap={2} wrap="nowrap">
                    <ActionIcon aria-label={t("action.editOne", { name: one.name })} onClick={() => open(one)}>
                      <IconPencil size={17} stroke={1.7} />
                    </ActionIcon>
                    {!one.is_default && (
                      <ActionIcon aria-label={t("action.deleteOne", { name: one.name })} onClick={() => setLeaving(one)}>
                        <IconTrash size={17} stroke={1.7} />
                      </ActionIcon>
                    )}
                  </Group>
                ),
              },
            ]}
          />
        </>
      )}
      <Editor editing={editing} onClose={() => setEditing(null)} />
      <Confirm
        opened={!!leaving}
        title={t("caseSettings.deleteCalendar", { name: leaving?.name })}
        text={t("caseSettings.deleteCalendarText")}
        action={t("action.delete")}
        onClose={() => setLeaving(null)}
        run={async () => {
          if (!leaving) return;
          const { etag } = await businessCalendars.read(leaving.id);
          await businessCalendars.remove(leaving.id, etag);
          await client.invalidateQueries({ queryKey: ["business-calendars"] });
        }}
      />
    </>
  );
}
