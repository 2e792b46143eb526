import { NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { casePriorities, caseStates, caseTypes } from "@/api/resources";
import type { CasePriority, CaseState, CaseType, StateClass } from "@/api/types";
import { StateBadge } from "@/pages/cases/badges";

import { CatalogList } from "../catalogs/CatalogList";

/** Types with the prefix of their numbers (K-09, K-14). */
export function Types() {
  const { t } = useTranslation();
  return (
    <CatalogList<CaseType, { prefix: string; requires_contact: boolean }>
      kind={{
        queryKey: "case-types",
        label: t("caseSettings.tabs.types"),
        create: t("caseSettings.newType"),
        edit: t("caseSettings.editType"),
        source: caseTypes,
        columns: [
          { id: "prefix", header: t("caseSettings.prefix"), cell: (one) => <span className="number">{one.prefix}</span> },
          { id: "contact", header: t("case.contact"), cell: (one) => t(one.requires_contact ? "caseSettings.needed" : "caseSettings.optional") },
        ],
        valuesOf: (one) => ({ prefix: one?.prefix ?? "", requires_contact: one?.requires_contact ?? true }),
        bodyOf: (values) => ({ prefix: values.prefix.trim(), requires_contact: values.requires_contact }),
        missing: (values) => (values.prefix.trim() ? {} : { prefix: t("form.needed") }),
        fields: (form, isNew) => (
          <>
            <TextInput
              label={t("caseSettings.prefix")}
              description={t(isNew ? "caseSettings.prefixHint" : "caseSettings.prefixFixed")}
              withAsterisk={isNew}
              autoComplete="off"
              maxLength={8}
              {...form.getInputProps("prefix")}
            />
            <Switch label={t("caseSettings.requiresContact")} {...form.getInputProps("requires_contact", { type: "checkbox" })} />
          </>
        ),
      }}
    />
  );
}

/** The organization's words for where a case stands, each of one class (K-15, O-10). */
export function States() {
  const { t } = useTranslation();
  return (
    <CatalogList<CaseState, { state_class: StateClass }>
      kind={{
        queryKey: "case-states",
        label: t("caseSettings.tabs.states"),
        create: t("caseSettings.newState"),
        edit: t("caseSettings.editState"),
        source: caseStates,
        columns: [
          {
            id: "class",
            header: t("caseSettings.stateClass"),
            cell: (one) => <StateBadge value={one.state_class} name={t(`case.classes.${one.state_class}`)} />,
          },
        ],
        valuesOf: (one) => ({ state_class: one?.state_class ?? "in_progress" }),
        bodyOf: (values, isNew) => (isNew ? { state_class: values.state_class } : {}),
        fields: (form, isNew) => (
          <Select
            label={t("caseSettings.stateClass")}
            description={t("caseSettings.stateClassHint")}
            allowDeselect={false}
            disabled={!isNew}
            data={(["new", "in_progress", "solved", "closed"] as const).map((value) => ({ value, label: t(`case.classes.${value}`) }))}
            {...form.getInputProps("state_class")}
          />
        ),
      }}
    />
  );
}

/** How soon cases have to be solved, in business or in calendar time (K-16, O-13). */
export function Priorities() {
  const { t } = useTranslation();
  const time = (one: CasePriority) => {
    if (!one.resolution_minutes) return t("case.noDeadline");
    const [hours, minutes] = [Math.floor(one.resolution_minutes / 60), one.resolution_minutes % 60];
    return [hours && t("caseSettings.hoursN", { count: hours }), minutes && t("caseSettings.minutesN", { count: minutes })].filter(Boolean).join(" ");
  };
  return (
    <CatalogList<CasePriority, { resolution_minutes: number | string; calendar_time: boolean }>
      kind={{
        queryKey: "case-priorities",
        label: t("caseSettings.tabs.priorities"),
        create: t("caseSettings.newPriority"),
        edit: t("caseSettings.editPriority"),
        source: casePriorities,
        columns: [
          { id: "time", header: t("caseSettings.resolution"), cell: time },
          { id: "clock", header: t("caseSettings.clock"), cell: (one) => t(one.calendar_time ? "caseSettings.calendarTime" : "caseSettings.businessTime") },
        ],
        valuesOf: (one) => ({ resolution_minutes: one?.resolution_minutes ?? "", calendar_time: one?.calendar_time ?? false }),
        bodyOf: (values) => ({
          resolution_minutes: values.resolution_minutes === "" ? null : Number(values.resolution_minutes),
          calendar_time: values.calendar_time,
        }),
        fields: (form) => (
          <>
            <NumberInput
              label={t("caseSettings.resolutionMinutes")}
              description={t("caseSettings.resolutionHint")}
              min={1}
              max={527_040}
              allowDecimal={false}
              hideControls
              {...form.getInputProps("resolution_minutes")}
            />
            <Switch label={t("caseSettings.calendarTimeSwitch")} description={t("caseSettings.calendarTimeHint")} {...form.getInputProps("calendar_time", { type: "checkbox" })} />
          </>
        ),
      }}
    />
  );
}
