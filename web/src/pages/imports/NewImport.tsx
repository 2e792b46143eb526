import { Alert, Box, Button, Text } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { imports } from "@/api/imports";
import { asProblem } from "@/api/problems";
import { problemText } from "@/app/toasts";
import { PageHeader } from "@/ui/states";
import { useTitle } from "@/ui/useTitle";

import classes from "./imports.module.css";

/** The file: chosen, or dropped; the server reads it and says what it found (C-12). */
export function NewImport() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  useTitle(t("imports.contacts"));
  const sending = useMutation({
    mutationFn: (file: File) => imports.upload(file),
    onSuccess: (made) => {
      client.setQueryData(["imports", made.id], made);
      void client.invalidateQueries({ queryKey: ["imports", "list"] });
      void navigate({ to: "/imports/$importId", params: { importId: made.id }, replace: true });
    },
  });
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file && !sending.isPending) sending.mutate(file);
  };
  return (
    <>
      <PageHeader title={t("imports.contacts")} note={t("imports.hint")} />
      {sending.error && (
        <Alert color="red" role="alert" mb="md">
          {problemText(asProblem(sending.error))}
        </Alert>
      )}
      <Box
        className={classes.zone}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <IconFileImport size={36} stroke={1.5} aria-hidden />
        <Text fw={600}>{t("imports.drop")}</Text>
        <Text size="sm" c="dimmed">
          {t("imports.dropHint")}
        </Text>
        <Button mt="xs" loading={sending.isPending} onClick={() => input.current?.click()}>
          {t("imports.choose")}
        </Button>
        <input
          ref={input}
          type="file"
          className={classes.hidden}
          tabIndex={-1}
          aria-label={t("imports.file")}
          accept=".csv,.txt,.tsv,.xlsx,.vcf,text/csv,text/vcard"
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = "";
          }}
        />
        <Text size="sm" role="status">
          {sending.isPending && t("imports.sending")}
        </Text>
      </Box>
    </>
  );
}
