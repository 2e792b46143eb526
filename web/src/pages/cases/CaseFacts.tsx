import { Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { cases } from "@/api/resources";
import type { Case, StateClass } from "@/api/types";
import { dayTime } from "@/app/format";
import { usePeople } from "@/ui/directory";
import { TextLink } from "@/ui/TextLink";

import classes from "../contact/ContactPage.module.css";
import { InlineField } from "../contact/InlineField";
import { AccessEditor, accessOf } from "./Access";
import { Due, StateBadge } from "./badges";
import { CaseField, titled } from "./CaseField";
import { useCatalogs } from "./catalogs";
import { ContactField } from "@/ui/ContactField";
import { fromField, toField } from "./moment";
import { keyOf, type Save } from "./record";

/** Which states can be chosen from where a case stands; going back takes a reason (K-07). */
const REACHED: Record<StateClass, readonly StateClass[]> = {
  new: ["new", "in_progress", "solved", "closed"],
  in_progress: ["new", "in_progress", "solved", "closed"],
  solved: ["solved", "closed"],
  closed: ["closed"],
};

function ContactLink({ id, name }: { id: string | null; name?: string | null }) {
  const { t } = useTranslation();
  if (!id) return null;
  if (!name) return <>{t("contact.private")}</>;
  return (
    <TextLink to="/contacts/$contactId" params={{ contactId: id }} size="sm">
      {name}
    </TextLink>
  );
}

function OtherCase({ id }: { id: string }) {
  const { data } = useQuery({ queryKey: keyOf(id), queryFn: ({ signal }) => cases.read(id, signal) });
  if (!data) return null;
  return (
    <TextLink to="/cases/$caseId" params={{ caseId: id }} size="sm">
      {titled(data.record)}
    </TextLink>
  );
}

interface Props {
  one: Case;
  editable: boolean;
  save: Save;
}

function StateField({ one, editable, save }: Props) {
  const { t } = useTranslation();
  const { nameOf, classOf, stateOptions } = useCatalogs();
  const solves = (id: string) => classOf(id) === "solved" && one.state_class !== "solved";
  return (
    <InlineField
      label={t("case.state")}
      value={{ state_id: one.state_id, solution: "" }}
      shown={<StateBadge value={one.state_class} name={nameOf(one.state_id)} />}
      editable={editable}
      save={(next, force) =>
        save(solves(next.state_id) ? { state_id: next.state_id, solution: next.solution } : { state_id: next.state_id }, force)
      }
      editor={(draft, set, error, id) => (
        <Stack gap={8}>
          <Select
            aria-labelledby={id}
            allowDeselect={false}
            data={stateOptions(REACHED[one.state_class], one.state_id)}
            value={draft.state_id}
            onChange={(next) => next && set({ ...draft, state_id: next })}
            error={!!error && !solves(draft.state_id)}
          />
          {solves(draft.state_id) && (
            <Textarea
              label={t("case.solution")}
              withAsterisk
              autosize
              minRows={3}
              maxRows={10}
              value={draft.solution}
              error={!!error}
              onChange={(event) => set({ ...draft, solution: event.currentTarget.value })}
            />
          )}
        </Stack>
      )}
    />
  );
}

/** Everything that is known of a case, each fact changed where it stands (K-08). */
export function CaseFacts({ one, editable, save }: Props) {
  const { t } = useTranslation();
  const { nameOf: personOf, options } = usePeople();
  const { nameOf, priorityOptions } = useCatalogs();
  const known = one.assignee_id && !options.some((each) => each.value === one.assignee_id);
  const people = known ? [...options, { value: one.assignee_id as string, label: personOf(one.assignee_id) || t("contact.somebody") }] : options;
  const clear = { clearable: true, clearButtonProps: { "aria-label": t("action.clear") } } as const;
  const shared = one.shared_user_ids.map((id) => personOf(id) || t("contact.somebody")).join(", ");
  return (
    <dl className={classes.facts}>
      <InlineField
        label={t("case.title")}
        value={one.title}
        shown={one.title}
        editable={editable}
        save={(next, force) => save({ title: next.trim() }, force)}
        editor={(draft, set, error, id) => <TextInput aria-labelledby={id} autoComplete="off" value={draft} error={!!error} onChange={(event) => set(event.currentTarget.value)} />}
      />
      <StateField one={one} editable={editable} save={save} />
      <InlineField
        label={t("case.priority")}
        value={one.priority_id}
        shown={nameOf(one.priority_id)}
        empty={!one.priority_id}
        editable={editable}
        save={(next, force) => save({ priority_id: next }, force)}
        editor={(draft, set, error, id) => (
          <Select aria-labelledby={id} {...clear} data={priorityOptions(one.priority_id)} value={draft} error={!!error} onChange={set} />
        )}
      />
      <InlineField
        label={t("case.due")}
        value={toField(one.due_at)}
        shown={<Due one={one} />}
        editable={editable}
        save={(next, force) => save({ due_at: fromField(next) }, force)}
        editor={(draft, set, error, id) => (
          <TextInput aria-labelledby={id} type="datetime-local" description={t("case.dueHint")} value={draft} error={!!error} onChange={(event) => set(event.currentTarget.value)} />
        )}
      />
      <InlineField
        label={t("case.assignee")}
        value={one.assignee_id}
        shown={personOf(one.assignee_id) || t("contact.somebody")}
        empty={!one.assignee_id}
        editable={editable}
        save={(next, force) => save({ assignee_id: next }, force)}
        editor={(draft, set, error, id) => (
          <Select aria-labelledby={id} {...clear} searchable data={people} value={draft} error={!!error} onChange={set} nothingFoundMessage={t("state.nothingFound")} />
        )}
      />
      <InlineField
        label={t("case.contact")}
        value={one.contact_id}
        shown={<ContactLink id={one.contact_id} name={one.contact_name} />}
        empty={!one.contact_id}
        editable={editable}
        save={(next, force) => save({ contact_id: next }, force)}
        editor={(draft, set, error) => (
          <ContactField label={t("case.contact")} value={draft} name={draft === one.contact_id ? one.contact_name : null} onChange={set} error={!!error} />
        )}
      />
      <InlineField
        label={t("case.company")}
        value={one.company_id}
        shown={<ContactLink id={one.company_id} name={one.company_name} />}
        empty={!one.company_id}
        editable={editable}
        save={(next, force) => save({ company_id: next }, force)}
        editor={(draft, set, error) => (
          <ContactField label={t("case.company")} kind="company" value={draft} name={draft === one.company_id ? one.company_name : null} onChange={set} error={!!error} />
        )}
      />
      <InlineField
        label={t("case.description")}
        value={one.description ?? ""}
        shown={<span style={{ whiteSpace: "pre-wrap" }}>{one.description}</span>}
        empty={!one.description}
        editable={editable}
        save={(next, force) => save({ description: next.trim() || null }, force)}
        editor={(draft, set, error, id) => (
          <Textarea aria-labelledby={id} autosize minRows={3} maxRows={12} value={draft} error={!!error} onChange={(event) => set(event.currentTarget.value)} />
        )}
      />
      <InlineField
        label={t("case.dependsOn")}
        value={one.depends_on_id}
        shown={one.depends_on_id && <OtherCase id={one.depends_on_id} />}
        empty={!one.depends_on_id}
        editable={editable}
        save={(next, force) => save({ depends_on_id: next }, force)}
        editor={(draft, set, error) => <CaseField except={one.id} value={draft} onChange={set} error={!!error} />}
      />
      <InlineField
        label={t("case.access")}
        value={accessOf(one)}
        shown={
          <>
            {t(`case.visibility.${one.visibility}`)}
            {shared && (
              <Text size="xs" c="dimmed">
                {shared}
              </Text>
            )}
          </>
        }
        editable={editable}
        save={(next, force) => save(next, force)}
        editor={(draft, set, _error, id) => <AccessEditor value={draft} onChange={set} labelledBy={id} />}
      />
      <div className={classes.plain}>
        <dt>{t("case.owner")}</dt>
        <dd>{t("case.openedBy", { name: personOf(one.owner_id) || t("contact.somebody"), at: dayTime(one.opened_at) })}</dd>
      </div>
    </dl>
  );
}
