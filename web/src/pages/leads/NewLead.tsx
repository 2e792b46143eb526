import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { type Lead, leads } from "@/api/leads";
import { useMe } from "@/api/session";
import { showDone } from "@/app/toasts";
import { Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { LeadForm } from "./LeadForm";
import { blankLead, leadValues } from "./values";

/** A new lead, or the clone of one: its form, filled, to be changed before it is saved (C-29). */
export function NewLead() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const router = useRouter();
  const client = useQueryClient();
  const { from } = useSearch({ from: "/shell/leads/new" });
  const [round, setRound] = useState(0);
  const intent = useRef({ body: "", key: "" });
  const saved = useRef<Lead | null>(null);
  const source = useQuery({
    queryKey: ["leads", "one", from],
    queryFn: ({ signal }) => leads.read(from as string, signal),
    enabled: !!from,
  });
  const original = source.data?.record;
  const cloning = !!from && round === 0;
  const title = t(cloning ? "lead.cloneTitle" : "lead.new", { name: original?.name ?? "" });
  useTitle(title);
  const initial = useMemo(() => {
    if (!cloning || !original) return blankLead(me.id);
    return { ...leadValues(original), progress: "new" as const, owner_id: me.id, manager_ids: [me.id] };
  }, [cloning, original, me.id]);
  if (cloning && source.error) return <Failure page error={source.error} retry={() => void source.refetch()} />;
  if (cloning && !original) return <Lines count={9} />;

  return (
    <>
      <PageHeader title={title} />
      <LeadForm
        key={`${from ?? ""} ${round}`}
        name={cloning ? `lead.clone.${from}` : "lead.new"}
        initial={initial}
        onCancel={() => router.history.back()}
        save={async (body) => {
          // The same body tried again is the same intent; a changed one is another.
          const text = JSON.stringify(body);
          if (intent.current.body !== text) intent.current = { body: text, key: intentKey() };
          saved.current = cloning ? await leads.clone(from, body, intent.current.key) : await leads.create(body, intent.current.key);
        }}
        onSaved={(again) => {
          const lead = saved.current as Lead;
          void client.invalidateQueries({ queryKey: ["leads"] });
          showDone(t("contact.form.saved", { name: lead.name }));
          intent.current = { body: "", key: "" };
          if (again) setRound(round + 1);
          else void navigate({ to: "/leads/$leadId", params: { leadId: lead.id } });
        }}
      />
    </>
  );
}
