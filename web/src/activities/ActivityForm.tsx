import { Button, Checkbox, Input, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { activities, contacts } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import type { Activity, ActivityWrite } from "@/api/types";
import { showDone, showProblem } from "@/app/toasts";
import { useTaskCategories } from "@/pages/contact/catalogs";
import { usePeople } from "@/ui/directory";
import { EditDialog } from "@/ui/EditDialog";
import { LazyMomentField } from "@/ui/LazyMomentField";
import { fromMoment, later, type Moment, NO_MOMENT, toMoment } from "@/ui/moments";

import classes from "./activities.module.css";
import { ContactsField } from "./ContactsField";
import { hasSpan, type Kind, KINDS } from "./kinds";
import { useStaleActivities } from "./use";

export interface About {
  type: "contact" | "opportunity" | "case" | "invoice";
  id: string;
}

interface Props {
  onClose: () => void;
  /** The activity that is changed; without one a new one is made. */
  before?: Activity;
  /** The record that a new one is about, and its contact, who then takes part in calls and meetings. */
  about?: About;
  contact?: { id: string; name: string } | null;
  kind?: Kind;
  /** A day chosen in a calendar. */
  day?: string;
  /** One for each of many contacts, which are chosen already. */
  each?: { about: string; save: (body: Omit<ActivityWrite, "related" | "participant_ids">) => Promise<void> };
}

const MINUTES = [5, 15, 30, 60, 120, 1440] as const;
type Minutes = (typeof MINUTES)[number];

interface Values {
  kind: Kind;
  title: string;
  description: string;
  location: string;
  due: Moment;
  starts: Moment;
  ends: Moment;
  remind: string;
  remindAt: Moment;
  assignee: string | null;
  participants: string[];
  contacts: string[];
  priority: "high" | "medium" | "low";
  category: string | null;
  notify: boolean;
  invites: boolean;
}

/** The form's field for each member that the server may complain of. */
const FIELD_OF: Readonly<Record<string, keyof Values>> = {
  due_at: "due",
  starts_at: "starts",
  ends_at: "ends",
  remind_at: "remindAt",
  remind_minutes_before: "remind",
  assignee_id: "assignee",
  participant_ids: "participants",
  related: "contacts",
  category_id: "category",
};

function initial({ before, about, contact, kind, day }: Props, me: string): Values {
  const empty = day ? { ...NO_MOMENT, day } : NO_MOMENT;
  if (!before)
    return {
      kind: kind ?? "task",
      title: "",
      description: "",
      location: "",
      due: empty,
      starts: empty,
      ends: day ? later(empty, 60) : empty,
      remind: "1440",
      remindAt: NO_MOMENT,
      assignee: me,
      participants: contact ? [contact.id] : about?.type === "contact" ? [about.id] : [],
      contacts: [],
      priority: "medium",
      category: null,
      notify: true,
      invites: false,
    };
  const starts = toMoment(before.starts_at ?? before.due_at);
  return {
    kind: before.kind,
    title: before.title,
    description: before.description ?? "",
    location: before.location ?? "",
    due: toMoment(before.due_at ?? before.starts_at),
    starts,
    ends: before.ends_at ? toMoment(before.ends_at) : later(starts, 60),
    remind: before.remind_at ? "at" : String(before.remind_minutes_before ?? "never"),
    remindAt: toMoment(before.remind_at),
    assignee: before.assignee_id,
    participants: before.participant_ids,
    contacts: before.related.type === "contact" && before.related.id ? [before.related.id] : [],
    priority: before.priority,
    category: before.category_id,
    notify: true,
    invites: before.invites,
  };
}

/** The body that the values mean. Times are those of the user's zone. */
function bodyOf(values: Values, guests: boolean): Omit<ActivityWrite, "related"> {
  const spans = hasSpan(values.kind);
  return {
    kind: values.kind,
    title: values.title.trim(),
    description: values.description.trim() || null,
    location: (spans && values.location.trim()) || null,
    due_at: spans ? null : fromMoment(values.due),
    starts_at: spans ? fromMoment(values.starts) : null,
    ends_at: spans ? fromMoment(values.ends) : null,
    remind_minutes_before: values.remind === "at" || values.remind === "never" ? null : (Number(values.remind) as Minutes),
    remind_at: values.remind === "at" ? fromMoment(values.remindAt) : null,
    assignee_id: values.assignee,
    participant_ids: guests ? values.participants : [],
    priority: values.priority,
    category_id: values.category,
    notify: values.notify,
    invites: values.kind === "meeting" && values.invites,
  };
}

/** Plan an activity, or change one: a call, a meeting, a task or a visit (N-01, N-10, N-11, N-12). */
export function ActivityForm(props: Props) {
  const { before, about, contact, each, onClose } = props;
  const { t } = useTranslation();
  const me = useMe();
  const may = useMay();
  const { options, nameOf } = usePeople();
  const stale = useStaleActivities();
  const categories = useTaskCategories();
  const intent = useRef(intentKey());
  const [removing, setRemoving] = useState(false);
  const form = useForm<Values>({
    initialValues: initial(props, me.id),
    validate: {
      title: (value) => (value.trim() ? null : t("activity.needsTitle")),
      due: (value, all) => (hasSpan(all.kind) || value.day ? null : t("activity.needsDay")),
      starts: (value, all) => (!hasSpan(all.kind) || value.day ? null : t("activity.needsDay")),
      ends: (value, all) => {
        if (!hasSpan(all.kind)) return null;
        const [from, until] = [fromMoment(all.starts), fromMoment(value)];
        if (!until) return t("activity.needsDay");
        return from && until < from ? t("activity.endsFirst") : null;
      },
      remindAt: (value, all) => (all.remind !== "at" || value.day ? null : t("activity.needsDay")),
      participants: (value, all) => (!each && (all.kind === "call" || all.kind === "meeting") && !value.length ? t("activity.needsParticipant") : null),
    },
  });
  const values = form.values;
  const fixed = before ? before.related.type !== null && before.related.type !== "contact" : !!about;
  const preset = about?.type === "contact" ? about.id : undefined;
  const asked = useQuery({
    queryKey: ["contacts", "one", preset],
    queryFn: ({ signal }) => contacts.read(preset as string, signal),
    enabled: !!preset && !contact,
  });
  const names = useMemo(() => {
    const found = new Map<string, string>();
    if (contact) found.set(contact.id, contact.name);
    if (asked.data) found.set(asked.data.record.id, asked.data.record.name);
    for (const one of before?.participants ?? []) if (one.name) found.set(one.id, one.name);
    if (before?.related.id && before.related.name) found.set(before.related.id, before.related.name);
    return found;
  }, [contact, asked.data, before]);
  const assignees = useMemo(() => {
    const known = options.some((one) => one.value === me.id) ? options : [{ value: me.id, label: me.name }, ...options];
    const other = values.assignee;
    return other && !known.some((one) => one.value === other) ? [{ value: other, label: nameOf(other) || t("contact.somebody") }, ...known] : known;
  }, [options, me, values.assignee, nameOf, t]);

  // A task asks for nobody, but keeps whom it has.
  const guests = values.kind !== "task" || !!before?.participant_ids.length;

  // A meeting lasts an hour unless its end is chosen.
  const touchedEnd = useRef(!!before);
  function setStarts(starts: Moment) {
    form.setFieldValue("starts", starts);
    if (!touchedEnd.current) form.setFieldValue("ends", later(starts, 60));
  }
  useEffect(() => {
    // Who is chosen as the contact takes part in a call or a meeting, until somebody is named.
    if (before || about || form.isTouched("participants")) return;
    form.setFieldValue("participants", values.contacts);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [values.contacts]);

  async function save() {
    const body = bodyOf(values, guests);
    const several = values.contacts.length > 1 && !before;
    if (each) return each.save({ ...body, participant_ids: undefined } as Omit<ActivityWrite, "related" | "participant_ids">);
    if (before) {
      const related = fixed ? undefined : values.contacts[0] ? { type: "contact" as const, id: values.contacts[0] } : null;
      await activities.change(before.id, `"${before.version}"`, related === undefined ? body : { ...body, related });
    } else if (several) {
      // Each contact takes part in its own.
      const counts = await activities.createForEach(values.contacts, { ...body, participant_ids: undefined }, intent.current);
      showDone(t("activity.savedMany", { count: counts.created }));
    } else {
      const related = about ?? (values.contacts[0] ? { type: "contact" as const, id: values.contacts[0] } : null);
      await activities.create({ ...body, related }, intent.current);
    }
    stale();
    if (!several) showDone(t("activity.saved", { title: body.title }));
  }

  const contactsField = !fixed && !each && (
    <ContactsField
      label={before ? t("activity.contact") : t("activity.contactOrMore")}
      description={!before && values.contacts.length > 1 ? t("activity.oneEach", { count: values.contacts.length }) : undefined}
      value={values.contacts}
      onChange={(next) => form.setFieldValue("contacts", before ? next.slice(-1) : next)}
      names={names}
      error={form.errors.contacts}
    />
  );
  const several = !before && values.contacts.length > 1;
  return (
    <EditDialog
      opened
      size="lg"
      onClose={onClose}
      title={t(before ? "activity.change" : "activity.new")}
      check={() => !form.validate().hasErrors}
      save={save}
      knows={(field) => field in values || field in FIELD_OF}
      setErrors={(errors) =>
        form.setErrors(Object.fromEntries(Object.entries(errors).map(([field, error]) => [FIELD_OF[field] ?? field, error])))
      }
      danger={
        before && may("contacts.delete") ? (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={16} />}
            loading={removing}
            onClick={() => {
              setRemoving(true);
              activities
                .remove(before.id, `"${before.version}"`)
                .then(() => {
                  stale();
                  showDone(t("activity.removed", { title: before.title }));
                  onClose();
                })
                .catch(showProblem)
                .finally(() => setRemoving(false));
            }}
          >
            {t("action.delete")}
          </Button>
        ) : undefined
      }
    >
      <Stack gap="sm">
        <Input.Wrapper label={t("activity.kind")} labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label={t("activity.kind")}
            value={values.kind}
            onChange={(kind) => {
              // The day that was chosen stays, whatever it is a day of.
              if (hasSpan(kind as Kind) && values.due.day && !values.starts.day) setStarts(values.due);
              if (!hasSpan(kind as Kind) && values.starts.day && !values.due.day) form.setFieldValue("due", values.starts);
              form.setFieldValue("kind", kind as Kind);
            }}
            data={KINDS.map((kind) => ({ value: kind, label: t(`activity.kinds.${kind}`) }))}
          />
        </Input.Wrapper>
        <TextInput label={t("activity.title")} required maxLength={200} data-autofocus {...form.getInputProps("title")} />
        {contactsField}
        {each && <Text size="sm">{each.about}</Text>}
        {before && fixed && before.related.name && (
          <Text size="sm" c="dimmed">
            {t("activity.about", { name: before.related.name })}
          </Text>
        )}
        {guests && !several && !each && (
          <ContactsField
            withPeople
            label={t("activity.participants")}
            required={values.kind === "call" || values.kind === "meeting"}
            value={values.participants}
            onChange={(next) => {
              form.setTouched({ participants: true });
              form.setFieldValue("participants", next);
            }}
            names={names}
            error={form.errors.participants}
          />
        )}
        {hasSpan(values.kind) ? (
          <>
            <TextInput label={t("activity.location")} maxLength={200} {...form.getInputProps("location")} />
            <div className={classes.two}>
              <LazyMomentField label={t("activity.starts")} required quick value={values.starts} onChange={setStarts} error={form.errors.starts} />
              <LazyMomentField
                label={t("activity.ends")}
                required
                value={values.ends}
                onChange={(ends) => {
                  touchedEnd.current = true;
                  form.setFieldValue("ends", ends);
                }}
                error={form.errors.ends}
              />
            </div>
          </>
        ) : (
          <LazyMomentField label={t("activity.due")} required quick value={values.due} onChange={(due) => form.setFieldValue("due", due)} error={form.errors.due} />
        )}
        <div className={classes.two}>
          <Select
            label={t("activity.remind")}
            allowDeselect={false}
            data={[
              ...MINUTES.map((one) => ({ value: String(one), label: t(`reminder.offsets.m${one}`) })),
              { value: "never", label: t("activity.never") },
              { value: "at", label: t("activity.remindAt") },
            ]}
            {...form.getInputProps("remind")}
          />
          {values.kind === "task" && (
            <Select
              label={t("activity.priority")}
              allowDeselect={false}
              data={(["high", "medium", "low"] as const).map((value) => ({ value, label: t(`activity.priorities.${value}`) }))}
              {...form.getInputProps("priority")}
            />
          )}
        </div>
        {values.kind === "task" && (
          <Select
            label={t("activity.category")}
            clearable
            clearButtonProps={{ "aria-label": t("action.clear") }}
            data={categories.options([before?.category_id])}
            {...form.getInputProps("category")}
          />
        )}
        {values.remind === "at" && (
          <LazyMomentField label={t("activity.remindWhen")} required value={values.remindAt} onChange={(at) => form.setFieldValue("remindAt", at)} error={form.errors.remindAt} />
        )}
        <Select
          label={t("activity.assignee")}
          searchable
          allowDeselect={false}
          data={assignees}
          nothingFoundMessage={t("state.nothingFound")}
          {...form.getInputProps("assignee")}
        />
        <Checkbox label={t("activity.notify")} {...form.getInputProps("notify", { type: "checkbox" })} />
        {values.kind === "meeting" && <Checkbox label={t("activity.invites")} {...form.getInputProps("invites", { type: "checkbox" })} />}
        <Textarea label={t("activity.description")} autosize minRows={2} maxRows={8} maxLength={10_000} {...form.getInputProps("description")} />
      </Stack>
    </EditDialog>
  );
}
