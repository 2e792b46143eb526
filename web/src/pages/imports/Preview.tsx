import { Badge, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { type Import, type ImportRow, imports } from "@/api/imports";
import { number } from "@/app/format";
import { SimpleTable } from "@/ui/SimpleTable";
import { Failure, Lines } from "@/ui/states";

import classes from "./imports.module.css";

const SHOWN = 20;
const COLOURS: Record<string, string> = { created: "teal", updated: "indigo", skipped: "gray", rejected: "red" };

function Reasons({ row }: { row: ImportRow }) {
  return (
    <>
      {row.errors.map((error) => (
        <Text size="sm" key={`${error.field} ${error.code}`}>
          {error.column ? `${error.column}: ${error.message}` : error.message}
        </Text>
      ))}
    </>
  );
}

/** The first rows as they would be, and the first bad ones: by the rules of the import itself. */
export function Preview({ one }: { one: Import }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ["imports", one.id, "preview", one.version], queryFn: ({ signal }) => imports.preview(one.id, signal) });
  if (query.isPending) return <Lines />;
  if (!query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const { checked } = query.data;
  const rows = query.data.rows.slice(0, SHOWN);
  const shown = new Set(rows.map((each) => each.row));
  const problems = query.data.problems.filter((each) => !shown.has(each.row));
  const row = { id: "row", header: t("imports.preview.row"), cell: (each: ImportRow) => <span className="number">{number(each.row)}</span> };
  const text = (each: ImportRow, name: string) => <span className={classes.wrapped}>{String(each.values[name] ?? "")}</span>;
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t("imports.preview.hint")}
      </Text>
      <Text size="sm" role="status">
        {t("imports.preview.checked", { count: checked, bad: number(query.data.problems.length), total: number(checked) })}
      </Text>
      <SimpleTable
        label={t("imports.preview.rows")}
        rows={rows.map((each) => ({ ...each, id: String(each.row) }))}
        columns={[
          row,
          {
            id: "result",
            header: t("imports.preview.result"),
            cell: (each) => (
              <Badge color={COLOURS[each.result]}>{t(`imports.results.${each.result as "created"}`)}</Badge>
            ),
          },
          { id: "name", header: t("imports.preview.contact"), cell: (each) => (each.errors.length ? <Reasons row={each} /> : text(each, "name")) },
          { id: "phones", header: t("imports.preview.phones"), cell: (each) => text(each, "phones") },
          { id: "emails", header: t("imports.preview.emails"), cell: (each) => text(each, "emails") },
        ]}
      />
      {problems.length > 0 && (
        <>
          <Text fw={600} size="sm">
            {t("imports.preview.problems")}
          </Text>
          <SimpleTable
            label={t("imports.preview.problems")}
            rows={problems.map((each) => ({ ...each, id: String(each.row) }))}
            columns={[row, { id: "reason", header: t("imports.preview.reason"), cell: (each) => <Reasons row={each} /> }]}
          />
        </>
      )}
    </Stack>
  );
}
