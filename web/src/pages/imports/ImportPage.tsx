import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { Failure, Lines, PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./imports.module.css";
import { Result } from "./Result";
import { StateBadge } from "./StateBadge";
import { useImport } from "./use";
import { Wizard } from "./Wizard";

/** One import: confirmed step by step while it is a draft, followed and undone afterwards. */
export function ImportPage() {
  const { t } = useTranslation();
  const { importId } = useParams({ from: "/shell/imports/$importId" });
  const query = useImport(importId);
  useTitle(query.data?.file_name ?? t("menu.imports"));
  if (query.isPending) return <Lines />;
  if (!query.data) return <Failure page error={query.error} retry={() => void query.refetch()} />;
  const one = query.data;
  return (
    <>
      <PageHeader title={<span className={classes.wrapped}>{one.file_name}</span>} note={<StateBadge value={one.state} />} />
      {one.state === "draft" ? <Wizard one={one} /> : <Result one={one} />}
    </>
  );
}
