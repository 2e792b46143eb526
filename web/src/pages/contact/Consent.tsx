import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import classes from "./Timeline.module.css";

/** What somebody sent by a web form and agreed to: the text, its version and from where (C-13). */
export function Consent({ params }: { params: Record<string, unknown> }) {
  const { t } = useTranslation();
  const said = params as { form?: string; consent?: string; consent_version?: number; address?: string; page?: string };
  return (
    <>
      {said.form && <Text size="sm">{t("webForm.byForm", { form: said.form })}</Text>}
      {said.consent && <p className={classes.note}>{said.consent}</p>}
      <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {[said.consent_version && t("webForm.version", { version: said.consent_version }), said.address, said.page].filter(Boolean).join(" · ")}
      </Text>
    </>
  );
}
