import { ActionIcon, Alert, Button, Group, Menu, Modal, Text, Title, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowLeft, IconClipboardPlus, IconCloudOff, IconDots, IconEdit, IconRefresh, IconRestore, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { Flag } from "@/activities/Flag";
import { ActivitySection } from "@/activities/LazySection";
import { contacts } from "@/api/resources";
import { useMay, useMe } from "@/api/session";
import { dayTime } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import { useDesign } from "@/custom/fields";
import { DocumentSection } from "@/documents/LazySection";
import { RemindMe } from "@/reminders/RemindMe";
import { PhotoButton } from "@/photos/PhotoButton";
import { ClassBadge } from "@/ui/badges";
import { Blank, Failure, Lines } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";
import { TextLink } from "@/ui/TextLink";

import { Emails, Phones } from "./contact/Channels";
import { clientNumber } from "./contact/clientNumber";
import classes from "./contact/ContactPage.module.css";
import { FactCards } from "./contact/Facts";
import { Privacy } from "./contact/Privacy";
import { Parts } from "./contact/Parts";
import { keyOf, readCustomer, useSave, viewKeyOf } from "./contact/record";
import { Temperature } from "./contact/Temperature";
import { valuesOf } from "./contact/values";

// What is opened is fetched when it is needed.
const HistorySection = lazy(() => import("./contact/HistorySection").then((module) => ({ default: module.HistorySection })));
const Referrals = lazy(() => import("./contact/Referrals").then((module) => ({ default: module.Referrals })));
const Possible = lazy(() => import("./contact/Possible").then((module) => ({ default: module.Possible })));
const ContactForm = lazy(() => import("./contact/ContactForm").then((module) => ({ default: module.ContactForm })));

export function ContactPage() {
  const { t } = useTranslation();
  const { contactId } = useParams({ from: "/shell/contacts/$contactId" });
  const me = useMe();
  const may = useMay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [editing, edit] = useDisclosure(false);
  const [discarding, discard] = useDisclosure(false);
  const save = useSave(contactId);
  const design = useDesign("contact");
  const query = useQuery({
    queryKey: viewKeyOf(contactId),
    queryFn: ({ signal }) => readCustomer(client, contactId, signal),
  });
  // Filled by the composed answer and by what is saved here: the newest of both.
  const record = useQuery({ queryKey: keyOf(contactId), queryFn: () => contacts.read(contactId), enabled: false });
  const view = query.data;
  const contact = record.data?.record;
  useTitle(contact?.name ?? t("menu.contacts"));

  const remove = useMutation({
    mutationFn: () => contacts.remove(contactId, record.data?.etag ?? ""),
    onSuccess: () => {
      showDone(t("contact.discardedOne", { name: contact?.name }));
      void client.invalidateQueries({ queryKey: ["contacts"] });
      void navigate({ to: "/contacts" });
    },
    onError: (error) => {
      discard.close();
      showProblem(error);
      void client.invalidateQueries({ queryKey: viewKeyOf(contactId) });
    },
  });
  const restore = useMutation({
    mutationFn: () => contacts.restore(contactId),
    onSuccess: () => {
      showDone(t("contact.restored", { name: contact?.name }));
      void client.invalidateQueries({ queryKey: ["contacts"] });
    },
    onError: showProblem,
  });

  if (query.error && !contact) return <Failure page error={query.error} retry={() => void query.refetch()} />;
  if (!contact && view)
    return (
      <>
        <Blank page icon={IconCloudOff} tone="bad" title={t("customer.noContact")} action={<Button variant="default" leftSection={<IconRefresh size={16} />} loading={query.isFetching} onClick={() => void query.refetch()}>{t("action.retry")}</Button>}>
          {t("customer.noContactHint")}
        </Blank>
        <Parts view={view} contactId={contactId} retry={() => void query.refetch()} busy={query.isFetching} />
      </>
    );
  if (!contact) return <Lines count={9} />;
  const discarded = contact.state === "discarded";
  const editable = may("contacts.edit") && !discarded;
  const shows = (name: string) => !design.names?.length || design.names.includes(name);
  const role = [shows("position") && contact.position, shows("area") && contact.area].filter(Boolean).join(" · ");

  return (
    <article aria-labelledby="contact-name">
      <TextLink to="/contacts" size="sm" className={classes.back}>
        <IconArrowLeft size={15} />
        {t("menu.contacts")}
      </TextLink>
      {discarded && (
        <Alert color="amber" mb="sm" title={t("contact.isDiscarded")}>
          <Group justify="space-between">
            <span>{contact.discarded_at && dayTime(contact.discarded_at)}</span>
            {me.is_administrator && (
              <Button size="compact-sm" variant="default" leftSection={<IconRestore size={15} />} loading={restore.isPending} onClick={() => restore.mutate()}>
                {t("contact.restore")}
              </Button>
            )}
          </Group>
        </Alert>
      )}
      <header className={classes.head}>
        <PhotoButton
          contact={contact}
          editable={editable}
          onChanged={async () => {
            await client.invalidateQueries({ queryKey: viewKeyOf(contactId) });
            await client.invalidateQueries({ queryKey: ["contacts", "timeline", contactId] });
          }}
        />
        <div className={classes.title}>
          <Title order={1} size="1.4rem" id="contact-name">
            {contact.name}
          </Title>
          <Group gap={8} mt={4}>
            <ClassBadge value={contact.class} />
            {shows("client_number") && contact.client_number != null && (
              <Text size="sm" className="number">
                {t("contact.clientN", { number: clientNumber(contact.client_number) })}
              </Text>
            )}
            {shows("temperature_id") && contact.temperature_id && (
              <Text size="sm" component="span">
                <Temperature id={contact.temperature_id} />
              </Text>
            )}
            <Flag value={contact.flag} />
            <Text size="sm" c="dimmed">
              {role || t(`contact.kinds.${contact.kind}`)}
            </Text>
          </Group>
        </div>
        <div className={classes.tools}>
          <RemindMe record={{ type: "contact", id: contactId }} name={contact.name} />
          <Privacy contact={contact} editable={editable} save={save} />
          {may("cases.create") && !discarded && (
            <Button variant="default" leftSection={<IconClipboardPlus size={16} />} onClick={() => void navigate({ to: "/cases/new", search: { contact_id: contactId } })}>
              {t("case.create")}
            </Button>
          )}
          {editable && (
            <Button variant="default" leftSection={<IconEdit size={16} />} onClick={edit.open}>
              {t("action.edit")}
            </Button>
          )}
          {may("contacts.delete") && !discarded && (
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
          {(shows("phones") || shows("emails")) && (
            <section className={classes.card} aria-labelledby="channels-title">
              <Title order={2} size="0.95rem" mb={8} id="channels-title">
                {t("contact.reach")}
              </Title>
              {shows("phones") && <Phones contact={contact} />}
              {shows("emails") && <Emails contact={contact} />}
            </section>
          )}
          <FactCards contact={contact} editable={editable} save={save} />
        </div>
        <div className={classes.right}>
        {view && <Parts view={view} contactId={contactId} retry={() => void query.refetch()} busy={query.isFetching} />}
        <ActivitySection about={{ type: "contact", id: contactId }} contact={contact} writable={!discarded} className={`${classes.card} ${classes.apart}`} />
        <DocumentSection owner="contacts" recordId={contactId} writable={editable} className={`${classes.card} ${classes.apart}`} />
        <Suspense fallback={null}>
          <Referrals contactId={contactId} />
          {may("contacts.merge") && editable && <Possible contactId={contactId} />}
        </Suspense>
        <Suspense fallback={<Lines count={4} />}>
          <HistorySection contactId={contactId} writable={editable} />
        </Suspense>
        </div>
      </div>
      <Modal opened={editing} onClose={edit.close} size="xl" title={t("contact.editTitle", { name: contact.name })} closeButtonProps={{ "aria-label": t("action.close") }} closeOnClickOutside={false}>
        {editing && (
          <Suspense fallback={<Lines count={9} />}>
            <ContactForm
              initial={valuesOf(contact)}
              before={contact}
              onCancel={edit.close}
              save={(body) => save(body, false)}
              onSaved={() => {
                edit.close();
                showDone(t("contact.form.saved", { name: contact.name }));
              }}
              onStale={async () => {
                await client.refetchQueries({ queryKey: viewKeyOf(contactId) });
              }}
            />
          </Suspense>
        )}
      </Modal>
      <Modal opened={discarding} onClose={discard.close} title={t("contact.discardTitle", { name: contact.name })} closeButtonProps={{ "aria-label": t("action.close") }}>
        <Text size="sm">{t("contact.discardText")}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={discard.close}>
            {t("action.cancel")}
          </Button>
          <Button color="#b3261e" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t("contact.discard")}
          </Button>
        </Group>
      </Modal>
    </article>
  );
}
