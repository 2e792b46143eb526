import { Alert, Anchor, Button, CopyButton, Group, SegmentedControl, Stack, Tabs, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowLeft, IconCopy, IconExternalLink, IconRefresh } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type FormSubmission, type WebForm, webForms } from "@/api/leads";
import type { Page } from "@/api/types";
import { dayTime } from "@/app/format";
import { showDone } from "@/app/toasts";
import page from "@/pages/contact/ContactPage.module.css";
import { Confirm } from "@/ui/Confirm";
import { recordPath } from "@/ui/records";
import { SimpleTable } from "@/ui/SimpleTable";
import { Blank, Failure, Lines, PageHeader } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import { Builder } from "./Builder";
import { formValuesOf } from "./builder";
import classes from "./forms.module.css";

function Code({ title, hint, text }: { title: string; hint: string; text: string }) {
  const { t } = useTranslation();
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Title order={2} size="0.95rem">
          {title}
        </Title>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" leftSection={<IconCopy size={15} />} onClick={copy} aria-label={t("webForm.copyOne", { what: title })}>
              {t(copied ? "webForm.copied" : "webForm.copy")}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="sm" c="dimmed" mb={6}>
        {hint}
      </Text>
      {/* A long text is scrolled by the keyboard too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.code} tabIndex={0} role="region" aria-label={title}>
        {text}
      </pre>
    </div>
  );
}

/** What is put on a web site, and the public address, which can be replaced. */
function Embedding({ form }: { form: WebForm }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [language, setLanguage] = useState<"es" | "en">("es");
  const [replacing, replace] = useDisclosure(false);
  const query = useQuery({ queryKey: ["forms", "embedding", form.id, form.version], queryFn: ({ signal }) => webForms.embedding(form.id, signal) });
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Lines count={5} />;
  const { page: address, script, html_es, html_en } = query.data;
  return (
    <Stack gap="lg">
      {!form.active && <Alert color="amber">{t("webForm.isOff")}</Alert>}
      <section aria-labelledby="address-title">
        <Title order={2} size="0.95rem" mb={4} id="address-title">
          {t("webForm.address")}
        </Title>
        <Group>
          <Anchor href={address} target="_blank" rel="noreferrer" className={page.mail} size="sm">
            {address} <IconExternalLink size={14} aria-hidden />
          </Anchor>
          <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={15} />} onClick={replace.open}>
            {t("webForm.replace")}
          </Button>
        </Group>
      </section>
      <Code title={t("webForm.script")} hint={t("webForm.scriptHint")} text={script} />
      <div>
        <SegmentedControl
          aria-label={t("webForm.language")}
          mb={8}
          value={language}
          onChange={(value) => setLanguage(value as "es" | "en")}
          data={(["es", "en"] as const).map((value) => ({ value, label: t(`webForm.languages.${value}`) }))}
        />
        <Code title={t("webForm.html")} hint={t("webForm.htmlHint")} text={language === "es" ? html_es : html_en} />
      </div>
      <Confirm
        opened={replacing}
        title={t("webForm.replaceTitle")}
        text={t("webForm.replaceText")}
        action={t("webForm.replace")}
        onClose={replace.close}
        run={async () => {
          await webForms.replaceToken(form);
          showDone(t("webForm.replaced"));
          await client.invalidateQueries({ queryKey: ["forms"] });
        }}
      />
    </Stack>
  );
}

/** What was sent by the form, with the proof of consent. */
function Submissions({ formId }: { formId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ["forms", "submissions", formId],
    queryFn: ({ pageParam, signal }) => webForms.submissions(formId, { limit: 50, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<FormSubmission>) => page.next_cursor,
  });
  const rows = query.data?.pages.flatMap((one) => one.items) ?? [];
  if (query.error && !rows.length) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Lines count={5} />;
  if (!rows.length) return <Blank title={t("webForm.noSubmissions")}>{t("webForm.noSubmissionsHint")}</Blank>;
  return (
    <>
      <SimpleTable<FormSubmission>
        label={t("webForm.submissions")}
        rows={rows}
        columns={[
          { id: "at", header: t("webForm.at"), cell: (one) => <span className="number">{dayTime(one.at)}</span> },
          {
            id: "record",
            header: t("webForm.record"),
            cell: (one) => (
              <TextLink to={recordPath(one.record) ?? "/"} size="sm" fw={560}>
                {one.record_name}
              </TextLink>
            ),
          },
          { id: "consent", header: t("webForm.consent"), cell: (one) => <Text size="sm">{one.consent ? `${one.consent} (${t("webForm.version", { version: one.consent_version })})` : t("webForm.notAsked")}</Text> },
          { id: "from", header: t("webForm.from"), cell: (one) => <Text size="sm" style={{ overflowWrap: "anywhere" }}>{[one.address, one.page].filter(Boolean).join(" · ")}</Text> },
        ]}
      />
      {query.hasNextPage && (
        <Button variant="default" fullWidth mt="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("table.more")}
        </Button>
      )}
    </>
  );
}

/** One web form: what it asks, how it comes onto a site, what was sent by it (C-13). */
export function WebFormPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { formId } = useParams({ from: "/shell/admin/forms/$formId" });
  const query = useQuery({ queryKey: ["forms", "one", formId], queryFn: ({ signal }) => webForms.read(formId, signal) });
  const form = query.data?.record;
  useTitle(form?.name ?? t("menu.webForms"));
  if (query.error && !form) return <Failure page error={query.error} retry={() => void query.refetch()} />;
  if (!form) return <Lines count={9} />;
  return (
    <article>
      <TextLink to="/admin/forms" size="sm" className={page.back}>
        <IconArrowLeft size={15} aria-hidden />
        {t("menu.webForms")}
      </TextLink>
      <PageHeader title={form.name} note={t(`webForm.making.${form.makes}`)} />
      <Tabs defaultValue="builder" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="builder">{t("webForm.tabs.builder")}</Tabs.Tab>
          <Tabs.Tab value="embedding">{t("webForm.tabs.embedding")}</Tabs.Tab>
          <Tabs.Tab value="submissions">{t("webForm.submissions")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="builder">
          <Builder
            key={form.id}
            initial={formValuesOf(form)}
            isNew={false}
            save={async (body) => {
              const saved = await webForms.change(formId, `"${form.version}"`, body);
              client.setQueryData(["forms", "one", formId], saved);
              void client.invalidateQueries({ queryKey: ["forms"] });
              showDone(t("contact.form.saved", { name: body.name }));
            }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="embedding">
          <Embedding form={form} />
        </Tabs.Panel>
        <Tabs.Panel value="submissions">
          <Submissions formId={formId} />
        </Tabs.Panel>
      </Tabs>
    </article>
  );
}
