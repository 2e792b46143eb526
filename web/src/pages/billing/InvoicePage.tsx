import { Alert, Button, Group, Text, Title } from "@mantine/core";
import { IconArrowLeft, IconCheck, IconCopy, IconFileDownload, IconRotate, IconSend2, IconTrash, IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Invoice, invoices } from "@/api/billing";
import { type ApiProblem, asProblem } from "@/api/problems";
import { useMay } from "@/api/session";
import type { Tagged } from "@/api/types";
import { bareMoney, dayTime, money, plainDay } from "@/app/format";
import { problemText, showDone, showProblem } from "@/app/toasts";
import { RemindMe } from "@/reminders/RemindMe";
import { Confirm } from "@/ui/Confirm";
import grid from "@/ui/LineGrid.module.css";
import { Failure, Lines } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";
import { useTitle } from "@/ui/useTitle";

import classes from "./billing.module.css";
import { draftOf } from "./draft";
import { InvoiceBadge } from "./InvoiceBadge";
import type { Step } from "./StepDialog";
import { Totals } from "./Totals";

const DraftForm = lazy(() => import("./DraftForm").then((module) => ({ default: module.DraftForm })));
const StepDialog = lazy(() => import("./StepDialog").then((module) => ({ default: module.StepDialog })));

const keyOf = (id: string) => ["invoices", "one", id] as const;

function Facts({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const rows: [string, ReactNode][] = [
    [t("invoice.client"), <TextLink key="client" to="/contacts/$contactId" params={{ contactId: invoice.contact_id }} size="sm">{invoice.contact_name ?? t("contact.private")}</TextLink>],
    [t("invoice.billing_address"), invoice.billing_address],
    [t("invoice.consignee"), invoice.consignee_name],
    [t("invoice.delivery_address"), invoice.delivery_address],
    [t("invoice.opportunity"), invoice.opportunity_title],
    [t("invoice.issued_on"), plainDay(invoice.issued_on)],
    [t("invoice.due_on"), plainDay(invoice.due_on)],
    [t("invoice.paid_on"), plainDay(invoice.paid_on)],
    [t("invoice.rate"), invoice.exchange_rate],
    [t("invoice.order_number"), invoice.order_number],
    [t("invoice.owner"), invoice.owner_name],
    [t("invoice.terms"), invoice.terms],
    [t("invoice.notes"), invoice.notes],
  ];
  return (
    <dl className={classes.facts}>
      {rows
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function LineTable({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const names = new Map(invoice.taxes.map((tax) => [tax.tax_id, `${tax.name} ${tax.rate_percent} %`]));
  return (
    <table className={grid.lines} aria-label={t("invoice.lines")}>
      <thead>
        <tr>
          <th scope="col">{t("line.description")}</th>
          <th scope="col" className={grid.right}>{t("line.quantity")}</th>
          <th scope="col" className={grid.right}>{t("line.unit_price")}</th>
          <th scope="col" className={grid.right}>{t("line.discount_percent")}</th>
          <th scope="col">{t("line.tax_ids")}</th>
          <th scope="col" className={grid.right}>{t("line.total")}</th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((line, place) => (
          <tr key={place}>
            <td className={grid.read}>{line.description}</td>
            <td className={`${grid.read} ${grid.right} number`} data-label={t("line.quantity")}>{line.quantity}</td>
            <td className={`${grid.read} ${grid.right} number`} data-label={t("line.unit_price")}>{bareMoney(line.unit_price)}</td>
            <td className={`${grid.read} ${grid.right} number`} data-label={t("line.discount_percent")}>{line.discount_percent}</td>
            <td className={grid.read} data-label={t("line.tax_ids")}>{line.tax_ids.map((id) => names.get(id)).filter(Boolean).join(", ") || "—"}</td>
            <td className={`${grid.read} ${grid.total} number`} data-label={t("line.total")}>{bareMoney(line.total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function History({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  return (
    <section className={classes.card} aria-labelledby="invoice-history">
      <Title order={2} size="0.95rem" mb={6} id="invoice-history">
        {t("timeline.title")}
      </Title>
      <ol className={classes.history}>
        {[...invoice.history].reverse().map((step, place) => (
          <li key={place}>
            <Text size="sm" fw={560}>
              {t(`invoice.steps.${step.act}` as "invoice.steps.issue")}
            </Text>
            {step.reason && <Text size="sm">{step.reason}</Text>}
            <Text size="xs" c="dimmed">
              {[dayTime(step.at), step.actor_name].filter(Boolean).join(" · ")}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One invoice: the form while it is a draft, and what may be done with it in each state (B-18…B-21). */
export function InvoicePage() {
  const { t } = useTranslation();
  const { invoiceId } = useParams({ from: "/shell/invoices/$invoiceId" });
  const may = useMay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [step, setStep] = useState<Step | null>(null);
  const [deleting, setDeleting] = useState(false);
  const [dirty, setDirty] = useState(false);
  const [busy, setBusy] = useState("");
  const [refusal, setRefusal] = useState<ApiProblem | null>(null);
  const query = useQuery({
    queryKey: keyOf(invoiceId),
    queryFn: ({ signal }) => invoices.read(invoiceId, signal),
    // What is being typed is not replaced behind somebody's back.
    refetchOnWindowFocus: false,
  });
  const found = query.data;
  const invoice = found?.record;
  useTitle(invoice?.number ?? t("invoice.draftTitle"));
  if (query.error && !invoice) return <Failure page error={query.error} retry={() => void query.refetch()} />;
  if (!found || !invoice) return <Lines count={9} />;

  const show = (next: Tagged<Invoice>) => {
    client.setQueryData(keyOf(invoiceId), next);
    void client.invalidateQueries({ queryKey: ["invoices"], predicate: (one) => one.queryKey[1] !== "one" });
    setRefusal(null);
    setDirty(false);
  };
  const run = (name: string, act: () => Promise<void>) => {
    setBusy(name);
    setRefusal(null);
    act()
      .catch((error: unknown) => {
        const problem = asProblem(error);
        if (problem.status === 409 || problem.status === 412 || problem.status === 422) setRefusal(problem);
        else showProblem(problem);
      })
      .finally(() => setBusy(""));
  };
  const issue = () =>
    run("issue", async () => {
      const next = await invoices.act(invoiceId, "issue", found.etag);
      show(next);
      showDone(t("invoice.issued", { number: next.record.number }));
    });
  const duplicate = () =>
    run("duplicate", async () => {
      const made = await invoices.act(invoiceId, "duplicate");
      void client.invalidateQueries({ queryKey: ["invoices"] });
      showDone(t("invoice.duplicated"));
      void navigate({ to: "/invoices/$invoiceId", params: { invoiceId: made.record.id } });
    });
  const download = () =>
    run("pdf", async () => {
      const url = URL.createObjectURL(await invoices.pdf(invoiceId));
      const link = document.createElement("a");
      link.href = url;
      link.download = `${invoice.number ?? t("invoice.states.draft")}.pdf`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    });
  const draft = invoice.state === "draft";
  const editable = may("billing.edit");
  const button = (id: string, icon: ReactNode, act: () => void, filled = false, disabled = false) => (
    <Button variant={filled ? "filled" : "default"} leftSection={icon} loading={busy === id} disabled={disabled} onClick={act}>
      {t(`invoice.act.${id}` as "invoice.act.issue")}
    </Button>
  );

  return (
    <article aria-labelledby="invoice-name">
      <TextLink to="/invoices" size="sm" className={classes.back}>
        <IconArrowLeft size={15} />
        {t("menu.invoices")}
      </TextLink>
      <header className={classes.head}>
        <div className={classes.title}>
          <Group gap={10}>
            <Title order={1} size="1.4rem" id="invoice-name">
              {invoice.number ?? t("invoice.draftTitle")}
            </Title>
            <InvoiceBadge invoice={invoice} />
          </Group>
          <Text size="sm" c="dimmed">
            {[invoice.contact_name ?? t("contact.private"), money(invoice.total)].join(" · ")}
          </Text>
        </div>
        <Group gap={8}>
          <RemindMe record={{ type: "invoice", id: invoice.id }} name={invoice.number ?? t("invoice.draftTitle")} />
          {button("pdf", <IconFileDownload size={16} />, download)}
          {may("billing.create") && button("duplicate", <IconCopy size={16} />, duplicate)}
          {draft && !invoice.number && may("billing.delete") && button("delete", <IconTrash size={16} />, () => setDeleting(true))}
          {editable && invoice.state === "issued" && button("reject", <IconX size={16} />, () => setStep("reject"))}
          {editable && invoice.state === "issued" && button("pay", <IconCheck size={16} />, () => setStep("pay"), true)}
          {editable && (invoice.state === "paid" || invoice.state === "rejected") && button("reopen", <IconRotate size={16} />, () => setStep("reopen"))}
          {editable && draft && button("issue", <IconSend2 size={16} />, issue, true, dirty)}
        </Group>
      </header>
      {dirty && (
        <Text size="xs" c="dimmed" mb={8} role="status">
          {t("invoice.saveFirst")}
        </Text>
      )}
      {refusal && (
        <Alert color="red" role="alert" mb="sm" title={refusal.status === 412 ? t("stale.title") : t("invoice.refused")} withCloseButton closeButtonLabel={t("action.close")} onClose={() => setRefusal(null)}>
          <Text size="sm">{problemText(refusal)}</Text>
          {refusal.code === "exchange_rate_missing" && may("billing.configure") && (
            <TextLink to="/admin/billing" size="sm">
              {t("invoice.addRate")}
            </TextLink>
          )}
          {refusal.status === 412 && (
            <Button mt={8} size="compact-sm" variant="default" onClick={() => void query.refetch().then(() => setRefusal(null))}>
              {t("invoice.reload")}
            </Button>
          )}
        </Alert>
      )}
      {invoice.warnings.map((code) => (
        <Alert key={code} color="amber" mb="sm" role="status">
          {t(`invoice.warning.${code}` as "invoice.warning.client_restricted")}
        </Alert>
      ))}
      <div className={classes.stack}>
        {draft && editable ? (
          <Suspense fallback={<Lines count={6} />}>
            <DraftForm
              key={found.etag}
              initial={draftOf(invoice)}
              dayFixed={!!invoice.number}
              onDirty={setDirty}
              save={async (body) => {
                show(await invoices.change(invoiceId, found.etag, body));
                showDone(t("invoice.saved"));
              }}
            />
          </Suspense>
        ) : (
          <>
            <section className={classes.card} aria-label={t("invoice.facts")}>
              <Facts invoice={invoice} />
            </section>
            <section className={classes.card} aria-label={t("invoice.lines")}>
              <LineTable invoice={invoice} />
              <div className={classes.foot}>
                <Totals totals={invoice} />
              </div>
            </section>
          </>
        )}
        <History invoice={invoice} />
      </div>
      {step && (
        <Suspense fallback={null}>
          <StepDialog step={step} found={found} onClose={() => setStep(null)} onDone={show} />
        </Suspense>
      )}
      <Confirm
        opened={deleting}
        title={t("invoice.deleteTitle")}
        text={t("invoice.deleteText")}
        action={t("action.delete")}
        onClose={() => setDeleting(false)}
        run={async () => {
          await invoices.remove(invoiceId, found.etag);
          await navigate({ to: "/invoices" });
          void client.invalidateQueries({ queryKey: ["invoices"] });
        }}
      />
    </article>
  );
}
