import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { intentKey } from "@/api/client";
import { webForms } from "@/api/leads";
import { useMe } from "@/api/session";
import { showDone } from "@/app/toasts";
import { Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import { Builder } from "./Builder";
import { blankForm } from "./builder";
import { useFirstWords } from "./words/first";

/** A new web form, laid out to be used as it is (C-13). */
export function NewWebForm() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const router = useRouter();
  const client = useQueryClient();
  const intent = useRef({ body: "", key: "" });
  const words = useFirstWords();
  const initial = useMemo(() => words && blankForm(me.id, words), [me.id, words]);
  useTitle(t("webForm.new"));
  const title = <PageHeader title={t("webForm.new")} />;
  if (!initial)
    return (
      <>
        {title}
        <Lines count={9} />
      </>
    );
  return (
    <>
      {title}
      <Builder
        initial={initial}
        isNew
        onCancel={() => router.history.back()}
        save={async (body) => {
          const text = JSON.stringify(body);
          if (intent.current.body !== text) intent.current = { body: text, key: intentKey() };
          const made = await webForms.create(body, intent.current.key);
          void client.invalidateQueries({ queryKey: ["forms"] });
          showDone(t("contact.form.saved", { name: made.name }));
          void navigate({ to: "/admin/forms/$formId", params: { formId: made.id } });
        }}
      />
    </>
  );
}
