import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Invoice, invoices } from "@/api/billing";
import { intentKey } from "@/api/client";
import { showDone } from "@/app/toasts";
import { locale } from "@/i18n";
import { Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { useCompany } from "./catalogs";
import { blankDraft } from "./draft";
import { DraftForm } from "./DraftForm";

/** A new draft; «Guardar y crear otra» saves and starts over (B-16). */
export function NewInvoice() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const search = useSearch({ from: "/shell/invoices/new" });
  const company = useCompany();
  const [round, setRound] = useState(0);
  const intent = useRef({ body: "", key: "" });
  useTitle(t("invoice.new"));
  const initial = useMemo(
    () =>
      company.data && {
        ...blankDraft(company.data.currency, locale(), company.data.default_terms),
        contact_id: search.contact_id ?? null,
        opportunity_id: search.opportunity_id ?? null,
      },
    [company.data, search.contact_id, search.opportunity_id],
  );
  if (company.error && !company.data) return <Failure page error={company.error} retry={() => void company.refetch()} />;
  return (
    <>
      <PageHeader title={t("invoice.new")} note={t("invoice.newHint")} />
      {!initial ? (
        <Lines count={9} />
      ) : (
        <DraftForm
          key={round}
          initial={initial}
          again
          save={async (body, again) => {
            // The same body tried again is the same intent; a changed one is another.
            const text = JSON.stringify(body);
            if (intent.current.body !== text) intent.current = { body: text, key: intentKey() };
            const made: Invoice = await invoices.create(body, intent.current.key);
            intent.current = { body: "", key: "" };
            void client.invalidateQueries({ queryKey: ["invoices"] });
            showDone(t("invoice.saved"));
            if (again) setRound(round + 1);
            else void navigate({ to: "/invoices/$invoiceId", params: { invoiceId: made.id } });
          }}
        />
      )}
    </>
  );
}
