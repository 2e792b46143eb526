import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { contacts } from "@/api/resources";
import { useMe } from "@/api/session";
import type { Contact } from "@/api/types";
import { showDone } from "@/app/toasts";
import { PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { ContactForm } from "./contact/ContactForm";
import { blank } from "./contact/values";

/** A new person or company; «Guardar y crear nuevo» saves and starts over (C-11). */
export function NewContact() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const router = useRouter();
  const client = useQueryClient();
  const search = useSearch({ from: "/shell/contacts/new" });
  const kind = search.kind ?? "person";
  const [round, setRound] = useState(0);
  const intent = useRef({ body: "", key: "" });
  const saved = useRef<Contact | null>(null);
  const initial = useMemo(() => blank(kind, search.phone, [me.id]), [kind, search.phone, me.id]);
  useTitle(t("contact.new"));

  return (
    <>
      <PageHeader title={t("contact.new")} />
      <ContactForm
        key={`${kind} ${round}`}
        initial={initial}
        onCancel={() => router.history.back()}
        save={async (body) => {
          // The same body tried again is the same intent; a changed one is another.
          const text = JSON.stringify(body);
          if (intent.current.body !== text) intent.current = { body: text, key: intentKey() };
          saved.current = await contacts.create({ kind, ...body }, intent.current.key);
        }}
        onSaved={(again) => {
          const contact = saved.current as Contact;
          void client.invalidateQueries({ queryKey: ["contacts"] });
          showDone(t("contact.form.saved", { name: contact.name }));
          intent.current = { body: "", key: "" };
          if (again) setRound(round + 1);
          else void navigate({ to: "/contacts/$contactId", params: { contactId: contact.id } });
        }}
      />
    </>
  );
}
