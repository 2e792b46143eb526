import { MultiSelect, NumberInput, Select, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Opportunity, OpportunityWrite } from "@/api/types";
import { day, dayTime, money } from "@/app/format";
import { ContactField } from "@/ui/ContactField";
import { usePeople } from "@/ui/directory";
import { TextLink } from "@/ui/TextLink";
import { nameIn } from "@/ui/named";

import classes from "../contact/ContactPage.module.css";
import { InlineField } from "../contact/InlineField";
import { budgetBody, BudgetFields, type BudgetValues } from "./BudgetFields";
import { useLossReasons, useMotives } from "./catalogs";
import { ContactsField, type Linked } from "./ContactsField";
import { DateField } from "./DateField";
import type { Save } from "./record";

function ContactLinks({ all }: { all: Opportunity["contacts"] }) {
  const { t } = useTranslation();
  return (
    <Stack gap={2}>
      {all.map((contact) =>
        contact.name ? (
          <TextLink key={contact.id} to="/contacts/$contactId" params={{ contactId: contact.id }} size="sm">
            {contact.name}
          </TextLink>
        ) : (
          <Text key={contact.id} size="sm" c="dimmed">
            {t("contact.private")}
          </Text>
        ),
      )}
    </Stack>
  );
}

interface Props {
  one: Opportunity;
  editable: boolean;
  save: Save;
}

/** What is known of an opportunity, each fact changed where it stands. */
export function Facts({ one, editable, save }: Props) {
  const { t } = useTranslation();
  const { nameOf, options } = usePeople();
  const motives = useMotives();
  const reasons = useLossReasons();
  const why =
    one.state === "won"
      ? motives.data?.items.find((each) => each.id === one.purchase_motive_id)
      : reasons.data?.items.find((each) => each.id === one.loss_reason_id);
  const text = (name: "title" | "description", label: string): ReactNode => (
    <InlineField
      label={label}
      value={one[name] ?? ""}
      shown={one[name]}
      empty={!one[name]}
      editable={editable}
      save={(next, force) => save({ [name]: next.trim() || null } as Partial<OpportunityWrite>, force)}
      editor={(draft, set, error, id) =>
        name === "description" ? (
          <Textarea aria-labelledby={id} autosize minRows={3} maxRows={12} value={draft} error={!!error} onChange={(event) => set(event.currentTarget.value)} />
        ) : (
          <TextInput aria-labelledby={id} autoComplete="off" maxLength={200} value={draft} error={!!error} onChange={(event) => set(event.currentTarget.value)} />
        )
      }
    />
  );
  const isPrincipal = (contact: { id: string }) => contact.id === one.contact_id;
  const others = one.contacts.filter((contact) => !isPrincipal(contact));
  const budget: BudgetValues = { ...one.budget, amount: one.budget.amount ?? "" };
  const period = one.budget.kind === "fixed" || one.budget.amount === null ? "" : t("sale.perPeriod", {
    amount: money({ amount: one.budget.amount, currency: one.budget.currency }),
    kind: t(`sale.kinds.${one.budget.kind}`).toLocaleLowerCase(),
    periods: one.budget.periods,
  });
  return (
    <dl className={classes.facts}>
      {text("title", t("sale.title"))}
      <InlineField
        label={t("sale.contact")}
        value={one.contact_id as string | null}
        shown={<ContactLinks all={one.contacts.filter(isPrincipal)} />}
        editable={editable}
        save={(next, force) => save({ contact_id: next }, force)}
        editor={(draft, set, error, id) => <ContactField aria-labelledby={id} clearable={false} openOnFocus={false} value={draft} onChange={set} error={!!error} />}
      />
      <InlineField
        label={t("sale.otherContacts")}
        value={others as Linked[]}
        shown={<ContactLinks all={others} />}
        empty={!others.length}
        editable={editable}
        save={(next, force) => save({ contact_ids: [one.contact_id, ...next.map((each) => each.id)] }, force)}
        editor={(draft, set, error, id) => <ContactsField labelledBy={id} principal={one.contact_id} value={draft} onChange={set} error={!!error} />}
      />
      <InlineField
        label={t("sale.amount")}
        value={budget}
        shown={
          <>
            <span className="number">{money(one.amount)}</span>
            {period && (
              <Text size="xs" c="dimmed" className="number">
                {period}
              </Text>
            )}
          </>
        }
        editable={editable}
        save={(next, force) => save({ budget: budgetBody(next) }, force)}
        editor={(draft, set) => <BudgetFields stacked value={draft} onChange={set} />}
      />
      <InlineField
        label={t("sale.probability")}
        value={one.has_own_probability ? (one.probability as number | string) : ""}
        shown={
          <>
            <span className="number">{t("sale.percent", { value: one.probability })}</span>
            {one.state === "open" && (
              <Text size="xs" c="dimmed">
                {t(one.has_own_probability ? "sale.byHand" : "sale.byStage")}
              </Text>
            )}
          </>
        }
        editable={editable}
        save={(next, force) => save({ probability: next === "" ? null : Number(next) }, force)}
        editor={(draft, set, error, id) => (
          <NumberInput
            aria-labelledby={id}
            min={0}
            max={100}
            allowDecimal={false}
            description={t("sale.probabilityHint")}
            value={draft}
            error={!!error}
            onChange={set}
          />
        )}
      />
      <div className={classes.plain}>
        <dt>{t("sale.expected")}</dt>
        <dd className="number">{money(one.expected_amount)}</dd>
      </div>
      <InlineField
        label={t("sale.closeOn")}
        value={one.expected_close_on}
        shown={one.expected_close_on && day(`${one.expected_close_on}T12:00:00`)}
        empty={!one.expected_close_on}
        editable={editable}
        save={(next, force) => save({ expected_close_on: next }, force)}
        editor={(draft, set, error, id) => <DateField labelledBy={id} value={draft} onChange={set} error={!!error} />}
      />
      <InlineField
        label={t("sale.owner")}
        value={one.owner_id}
        shown={one.owner_name}
        empty={!one.owner_id}
        editable={editable}
        save={(next, force) => save({ owner_id: next }, force)}
        editor={(draft, set, error, id) => (
          <Select aria-labelledby={id} searchable data={options} value={draft} error={!!error} onChange={set} nothingFoundMessage={t("state.nothingFound")} />
        )}
      />
      <InlineField
        label={t("sale.privacy")}
        value={{ restricted: one.visibility === "private", users: one.shared_user_ids }}
        shown={
          one.visibility === "private"
            ? [t("sale.restricted"), one.shared_user_ids.map((id) => nameOf(id) || t("contact.somebody")).join(", ")].filter(Boolean).join(": ")
            : t("sale.forAll")
        }
        editable={editable}
        save={(next, force) =>
          save({ visibility: next.restricted ? "private" : "write", shared_user_ids: next.restricted ? next.users : [] }, force)
        }
        editor={(draft, set, error) => (
          <Stack gap="sm">
            <Switch label={t("sale.restrict")} description={t("sale.restrictHint")} checked={draft.restricted} onChange={(event) => set({ ...draft, restricted: event.currentTarget.checked })} />
            {draft.restricted && (
              <MultiSelect label={t("sale.sharedWith")} searchable hidePickedOptions data={options} value={draft.users} error={!!error} onChange={(users) => set({ ...draft, users })} nothingFoundMessage={t("state.nothingFound")} />
            )}
          </Stack>
        )}
      />
      {text("description", t("sale.description"))}
      {one.closed_at && (
        <div className={classes.plain}>
          <dt>{t(`sale.closed.${one.state === "won" ? "won" : "lost"}`)}</dt>
          <dd>{[dayTime(one.closed_at), why && nameIn(why)].filter(Boolean).join(" · ")}</dd>
        </div>
      )}
      <div className={classes.plain}>
        <dt>{t("sale.created")}</dt>
        <dd>{dayTime(one.created_at)}</dd>
      </div>
    </dl>
  );
}
