import { ActionIcon, Alert, Anchor, Button, Group, Loader, Menu, Modal, Select, Text, Title, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowLeft, IconCopy, IconDots, IconEdit, IconRestore, IconTransform, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Lead, leads, PROGRESS, type Progress } from "@/api/leads";
import { contacts } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import { dayTime } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import { type Design, useDesign } from "@/custom/fields";
import { shownValue } from "@/custom/shown";
import { useSources } from "@/pages/contact/catalogs";
import classes from "@/pages/contact/ContactPage.module.css";
import { Temperature } from "@/pages/contact/Temperature";
import { usePhoneFormat } from "@/phone/numbers";
import { ButtonLink } from "@/ui/ButtonLink";
import { Confirm } from "@/ui/Confirm";
import { usePeople } from "@/ui/directory";
import { Failure, Lines } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import { LeadBadge } from "./badges";
import { History } from "./History";
import { FIELDS, isLeadField, type LeadField, leadValues, STANDARD } from "./values";

const LeadForm = lazy(() => import("./LeadForm").then((module) => ({ default: module.LeadForm })));
const Convert = lazy(() => import("./Convert").then((module) => ({ default: module.Convert })));

/** While sales has not said that the opportunity stands, it is asked this often (ms). */
const ASK_AGAIN = 1500;

/** The contact that a lead became, by its name for whoever may see it. */
function ContactLink({ id, label }: { id: string; label: string }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ["contacts", "one", id], queryFn: ({ signal }) => contacts.read(id, signal), retry: false });
  if (query.isPending) return <Loader size="xs" aria-label={t("state.loading")} />;
  if (!query.data) return <Text size="sm">{t("lead.notYours", { what: label })}</Text>;
  return (
    <TextLink to="/contacts/$contactId" params={{ contactId: id }} size="sm">
      {t("lead.became", { what: label, name: query.data.record.name })}
    </TextLink>
  );
}

/** What the lead became, and whether its opportunity stands already (C-30). */
function Became({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  return (
    <Alert color="teal" mb="md" title={t("lead.convertedAt", { at: dayTime(lead.converted_at as string) })}>
      <Group gap="6px 18px">
        {lead.person_id && <ContactLink id={lead.person_id} label={t("contact.kinds.person")} />}
        {lead.company_id && <ContactLink id={lead.company_id} label={t("contact.kinds.company")} />}
        {lead.opportunity_id && (
          <div role="status">
            {lead.opportunity_stands ? (
              <TextLink to="/opportunities/$opportunityId" params={{ opportunityId: lead.opportunity_id }} size="sm">
                {t("lead.openOpportunity")}
              </TextLink>
            ) : (
              <Group gap={8}>
                <Loader size="xs" aria-hidden />
                <Text size="sm">{t("lead.opportunityComes")}</Text>
              </Group>
            )}
          </div>
        )}
      </Group>
    </Alert>
  );
}

function useFacts(lead: Lead, design: Design): { name: string; label: string; shown: ReactNode }[] {
  const { t } = useTranslation();
  const phone = usePhoneFormat();
  const { nameOf } = usePeople();
  const sources = useSources();
  const address = lead.addresses[0];
  const values: Record<LeadField, ReactNode> = {
    first_name: lead.first_name,
    last_name: lead.last_name,
    company_name: lead.company_name,
    position: lead.position,
    phones: lead.phones.length > 0 && lead.phones.map((one) => (
      <Anchor key={one.number} href={`tel:${one.number}`} className={classes.mail} display="block" size="sm">
        {phone(one.number)}
      </Anchor>
    )),
    emails: lead.emails.length > 0 && lead.emails.map((one) => (
      <Anchor key={one.address} href={`mailto:${one.address}`} className={classes.mail} display="block" size="sm">
        {one.address}
      </Anchor>
    )),
    website: lead.website && (
      <Anchor href={lead.website} target="_blank" rel="noreferrer noopener" className={classes.mail} size="sm">
        {lead.website}
      </Anchor>
    ),
    addresses: address && [address.street, address.city, address.region, address.country].filter(Boolean).join(", "),
    tax_id: lead.tax_id,
    progress: null,
    temperature_id: lead.temperature_id && <Temperature id={lead.temperature_id} />,
    source_id: sources.nameOf(lead.source_id),
    tags: lead.tags.join(", "),
    owner_id: nameOf(lead.owner_id),
    manager_ids: lead.manager_ids.map((id) => nameOf(id)).filter(Boolean).join(", "),
    visibility: t(`privacy.${lead.visibility}`),
    description: lead.description && <span style={{ whiteSpace: "pre-line" }}>{lead.description}</span>,
  };
  const words = { yes: t("custom.yes"), no: t("custom.no") };
  const names = design.names?.length ? design.names : STANDARD;
  return names
    .map((name) => {
      if (isLeadField(name)) return { name, label: t(FIELDS[name].label), shown: values[name] };
      const field = design.byName.get(name);
      return field ? { name, label: field.title, shown: shownValue(field, lead.custom[field.key], words) } : { name, label: "", shown: null };
    })
    .filter((one) => one.shown);
}

function Facts({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const facts = useFacts(lead, useDesign("lead"));
  return (
    <section className={classes.card} aria-labelledby="facts-title">
      <Title order={2} size="0.95rem" mb={4} id="facts-title">
        {t("contact.facts")}
      </Title>
      <dl className={classes.facts}>
        {facts.map((one) => (
          <div key={one.name} className={classes.plain}>
            <dt>{one.label}</dt>
            <dd>{one.shown}</dd>
          </div>
        ))}
        <div className={classes.plain}>
          <dt>{t("contact.created")}</dt>
          <dd>
            {t("contact.createdAs", {
              at: dayTime(lead.created_at),
              origin: t(`contact.origins.${lead.origin}` as "contact.origins.manual", { defaultValue: lead.origin }),
            })}
          </dd>
        </div>
        {lead.cloned_from_id && (
          <div className={classes.plain}>
            <dt>{t("lead.clonedFrom")}</dt>
            <dd>
              <TextLink to="/leads/$leadId" params={{ leadId: lead.cloned_from_id }} size="sm">
                {t("lead.openLead")}
              </TextLink>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

export function LeadPage() {
  const { t } = useTranslation();
  const { leadId } = useParams({ from: "/shell/leads/$leadId" });
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [editing, edit] = useDisclosure(false);
  const [converting, convert] = useDisclosure(false);
  const [discarding, discard] = useDisclosure(false);
  const [busy, setBusy] = useState(false);
  const query = useQuery({
    queryKey: ["leads", "one", leadId],
    queryFn: ({ signal }) => leads.read(leadId, signal),
    refetchInterval: (state) => {
      const known = state.state.data?.record;
      return known?.opportunity_id && !known.opportunity_stands ? ASK_AGAIN : false;
    },
  });
  const lead = query.data?.record;
  useTitle(lead?.name ?? t("menu.leads"));
  if (query.error && !lead) return <Failure page error={query.error} retry={() => void query.refetch()} />;
  if (!lead) return <Lines count={9} />;
  const etag = `"${lead.version}"`;
  const open = lead.state === "open";
  const discarded = lead.state === "discarded";
  const mayEdit = may("contacts.edit") && open;
  const refresh = () => client.invalidateQueries({ queryKey: ["leads"] });

  function progressTo(value: string | null) {
    if (!value || value === lead?.progress) return;
    setBusy(true);
    leads
      .change(leadId, etag, { progress: value as Progress })
      .catch(showProblem)
      .finally(() => void refresh().finally(() => setBusy(false)));
  }

  return (
    <article aria-labelledby="lead-name">
      <TextLink to="/leads" size="sm" className={classes.back}>
        <IconArrowLeft size={15} aria-hidden />
        {t("menu.leads")}
      </TextLink>
      {discarded && (
        <Alert color="amber" mb="md" role="status" title={t("lead.isDiscarded")}>
          {me.is_administrator && (
            <Button
              size="compact-sm"
              leftSection={<IconRestore size={15} />}
              onClick={() =>
                leads
                  .restore(leadId)
                  .then(() => showDone(t("contact.restored", { name: lead.name })))
                  .then(refresh)
                  .catch(showProblem)
              }
            >
              {t("contact.restore")}
            </Button>
          )}
        </Alert>
      )}
      {lead.state === "converted" && <Became lead={lead} />}
      <header className={classes.head}>
        <div className={classes.title}>
          <Title order={1} size="1.4rem" id="lead-name">
            {lead.name}
          </Title>
          <Group gap={8} mt={4}>
            {mayEdit ? (
              <Select
                aria-label={t("lead.progress")}
                size="xs"
                w={170}
                allowDeselect={false}
                disabled={busy}
                data={PROGRESS.map((value) => ({ value, label: t(`lead.progresses.${value}`) }))}
                value={lead.progress}
                onChange={progressTo}
              />
            ) : (
              <LeadBadge lead={lead} />
            )}
            <Text size="sm" c="dimmed">
              {[lead.position, lead.company_name].filter(Boolean).join(" · ")}
            </Text>
          </Group>
        </div>
        <div className={classes.tools}>
          {mayEdit && (
            <Button leftSection={<IconTransform size={16} />} onClick={convert.open}>
              {t("lead.convert")}
            </Button>
          )}
          {may("contacts.create") && !discarded && (
            <ButtonLink variant="default" to="/leads/new" search={{ from: lead.id }} leftSection={<IconCopy size={16} />}>
              {t("lead.clone")}
            </ButtonLink>
          )}
          {mayEdit && (
            <Button variant="default" leftSection={<IconEdit size={16} />} onClick={edit.open}>
              {t("action.edit")}
            </Button>
          )}
          {may("contacts.delete") && open && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Tooltip label={t("table.actions")}>
                  <ActionIcon variant="default" size={36} aria-label={t("table.actions")}>
                    <IconDots size={18} />
                  </ActionIcon>
                </Tooltip>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={discard.open}>
                  {t("contact.discard")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
      </header>
      <div className={classes.columns}>
        <div className={classes.left}>
          <Facts lead={lead} />
        </div>
        <section className={classes.card} aria-labelledby="history-title">
          <Title order={2} size="0.95rem" mb={8} id="history-title">
            {t("timeline.title")}
          </Title>
          <History leadId={leadId} writable={may("contacts.edit") && !discarded} />
        </section>
      </div>
      <Modal opened={editing} onClose={edit.close} size="xl" title={t("contact.editTitle", { name: lead.name })} closeOnClickOutside={false} closeButtonProps={{ "aria-label": t("action.close") }}>
        <Suspense fallback={<Lines count={7} />}>
          <LeadForm
            name={`lead.${lead.id}`}
            initial={leadValues(lead)}
            before={lead}
            onCancel={edit.close}
            save={async (body) => {
              await leads.change(leadId, etag, body);
              await refresh();
            }}
            onSaved={() => {
              edit.close();
              showDone(t("contact.form.saved", { name: lead.name }));
            }}
            onStale={async () => {
              await query.refetch();
            }}
          />
        </Suspense>
      </Modal>
      {converting && (
        <Suspense fallback={null}>
          <Convert lead={lead} onClose={convert.close} />
        </Suspense>
      )}
      <Confirm
        opened={discarding}
        title={t("contact.discardTitle", { name: lead.name })}
        text={t("lead.discardText")}
        action={t("contact.discard")}
        onClose={discard.close}
        run={async () => {
          await leads.remove(leadId, etag);
          showDone(t("contact.discardedOne", { name: lead.name }));
          void navigate({ to: "/leads" });
          await refresh();
        }}
      />
    </article>
  );
}
