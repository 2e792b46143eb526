import { Anchor, MultiSelect, Radio, Stack, Textarea, TextInput, Title } from "@mantine/core";
import { Fragment, lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { Contact, ContactWrite, CustomField, CustomValues } from "@/api/types";
import { dayTime } from "@/app/format";
import { type Part, partsOf, useDesign } from "@/custom/fields";
import { ClassBadge } from "@/ui/badges";
import { ContactField } from "@/ui/ContactField";
import { usePeople } from "@/ui/directory";
import { Lines } from "@/ui/states";

import { useClassificationFacts } from "./ClassificationFacts";
import classes from "./ContactPage.module.css";
import { InlineField } from "./InlineField";
import { type FactProps, type Facts, Person } from "./inlineFields";
import { isBuiltIn, isOfAccount, STANDARD } from "./layout";

// The account lies below the first screen, and not every organization has fields of its own.
const AccountFact = lazy(() => import("./AccountFacts").then((module) => ({ default: module.AccountFact })));
const CustomFact = lazy(() => import("./CustomFact").then((module) => ({ default: module.CustomFact })));

type Text = "first_name" | "last_name" | "name" | "position" | "area" | "tax_id" | "website" | "description";

/** What stands in the card of the facts, by field; the account's is in a chunk of its own. */
function useFacts(props: FactProps): Facts {
  const { contact, editable, save } = props;
  const { t } = useTranslation();
  const { nameOf, options } = usePeople();
  const classification = useClassificationFacts(props);
  const person = contact.kind === "person";
  const text = (name: Text, label: string, long = false): ReactNode => {
    const value = contact[name] ?? "";
    return (
      <InlineField
        label={label}
        value={value}
        shown={name === "website" ? <Anchor href={value} target="_blank" rel="noreferrer" size="sm">{value}</Anchor> : value}
        empty={!value}
        editable={editable}
        save={(next, force) => save({ [name]: next.trim() || null } as Partial<ContactWrite>, force)}
        editor={(draft, set, error, id) =>
          long ? (
            <Textarea aria-labelledby={id} autosize minRows={3} maxRows={12} value={draft} error={!!error} onChange={(event) => set(event.currentTarget.value)} />
          ) : (
            <TextInput aria-labelledby={id} autoComplete="off" value={draft} error={!!error} onChange={(event) => set(event.currentTarget.value)} />
          )
        }
      />
    );
  };
  const address = contact.addresses?.[0];
  const place = [address?.street, address?.city, address?.region, address?.country].filter(Boolean).join(", ");
  return {
    ...classification,
    first_name: person && text("first_name", t("contact.firstName")),
    last_name: person && text("last_name", t("contact.lastName")),
    name: !person && text("name", t("contact.companyName")),
    class: (
      <InlineField
        label={t("contact.class")}
        value={contact.class}
        shown={<ClassBadge value={contact.class} />}
        editable={editable}
        save={(next, force) => save({ class: next }, force)}
        editor={(draft, set, _error, id) => (
          <Radio.Group aria-labelledby={id} value={draft} onChange={(next) => set(next as Contact["class"])}>
            <Stack gap={8}>
              {(["prospect", "interested", "client"] as const).map((value) => (
                <Radio key={value} value={value} label={t(`contact.classes.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
      />
    ),
    company_id: person && (
      <InlineField
        label={t("contact.company")}
        value={contact.company_id ?? null}
        shown={contact.company_id && <Person id={contact.company_id} />}
        empty={!contact.company_id}
        editable={editable}
        save={(next, force) => save({ company_id: next }, force)}
        editor={(draft, set, error) => <ContactField label={t("contact.company")} kind="company" value={draft} onChange={set} error={!!error} />}
      />
    ),
    main_contact_id: !person && (
      <InlineField
        label={t("contact.mainContact")}
        value={contact.main_contact_id ?? null}
        shown={contact.main_contact_id && <Person id={contact.main_contact_id} />}
        empty={!contact.main_contact_id}
        editable={editable}
        save={(next, force) => save({ main_contact_id: next }, force)}
        editor={(draft, set, error) => <ContactField label={t("contact.mainContact")} kind="person" value={draft} onChange={set} error={!!error} />}
      />
    ),
    position: person && text("position", t("contact.position")),
    area: person && text("area", t("contact.area")),
    tax_id: text("tax_id", t("contact.taxId")),
    website: text("website", t("contact.website")),
    addresses: place && (
      <div className={classes.plain}>
        <dt>{t("contact.address")}</dt>
        <dd>{place}</dd>
      </div>
    ),
    manager_ids: (
      <InlineField
        label={t("contact.managers")}
        value={contact.manager_ids}
        shown={contact.manager_ids.map((id) => nameOf(id) || t("contact.somebody")).join(", ")}
        empty={!contact.manager_ids.length}
        editable={editable}
        save={(next, force) => save({ manager_ids: next }, force)}
        editor={(draft, set, error, id) => (
          <MultiSelect aria-labelledby={id} searchable hidePickedOptions data={options} value={draft} error={!!error} onChange={set} nothingFoundMessage={t("state.nothingFound")} />
        )}
      />
    ),
    description: text("description", t("contact.description"), true),
  };
}

/**
 * The cards of a contact's facts, each field where the administrators placed it: the account's have
 * a card of their own, unless they stand under a heading.
 */
export function FactCards(props: FactProps) {
  const { contact } = props;
  const { t } = useTranslation();
  const design = useDesign("contact");
  const facts = useFacts(props);
  const isThere = (name: string) => {
    if (name === "client_number") return contact.client_number != null;
    if (isBuiltIn(name)) return isOfAccount(name) || facts[name];
    return isShown(design.byName.get(name), contact.custom);
  };
  const placed = (design.names?.length ? design.names : STANDARD).filter(isThere);
  const cardOf = (name: string) => (isOfAccount(name) ? "account" : isBuiltIn(name) ? "facts" : null);
  const parts = partsOf(placed, cardOf, design.byName);
  // Without a heading between them facts are one list, whatever parts they have in the form.
  const named = (isIn: (part: Part) => boolean) => parts.filter((part) => !part.heading && isIn(part)).flatMap((part) => part.names);
  const plain = named((part) => part.section !== "account");
  const account = named((part) => part.section === "account");
  const fact = (name: string): ReactNode => {
    if (isOfAccount(name)) return <AccountFact name={name} {...props} />;
    if (isBuiltIn(name)) return facts[name];
    const field = design.byName.get(name);
    return field && <CustomFact field={field} {...props} />;
  };
  const list = (names: string[]) => (
    <Suspense fallback={<Lines count={Math.min(names.length, 5)} />}>
      <dl className={classes.facts}>
        {names.map((name) => (
          <Fragment key={name}>{fact(name)}</Fragment>
        ))}
      </dl>
    </Suspense>
  );
  return (
    <>
      <section className={classes.card} aria-labelledby="facts-title">
        <Title order={2} size="0.95rem" mb={4} id="facts-title">
          {t("contact.facts")}
        </Title>
        {list(plain)}
        {parts.map(
          (part) =>
            part.heading && (
              <Fragment key={part.id}>
                <Title order={3} size="0.85rem" mt="md">
                  {part.heading.title}
                </Title>
                {list(part.names)}
              </Fragment>
            ),
        )}
        <dl className={classes.facts}>
          <div className={classes.plain}>
            <dt>{t("contact.created")}</dt>
            <dd>
              {t("contact.createdAs", {
                at: dayTime(contact.created_at),
                origin: t(`contact.origins.${contact.origin}` as "contact.origins.manual", { defaultValue: contact.origin }),
              })}
            </dd>
          </div>
        </dl>
      </section>
      {account.length > 0 && (
        <section className={classes.card} aria-labelledby="account-title">
          <Title order={2} size="0.95rem" mb={4} id="account-title">
            {t("contact.form.account")}
          </Title>
          {list(account)}
        </section>
      )}
    </>
  );
}

/** Whether a page shows the field: in use, or out of use with a value. */
const isShown = (field: CustomField | undefined, values: CustomValues): boolean =>
  !!field && (field.type === "heading" || field.active || values[field.key] != null);
