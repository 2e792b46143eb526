import { Box, Button, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { DocumentTerms } from "@/api/documents";

import classes from "./documents.module.css";
import { sizeText } from "./size";

/** Where files are dropped, or chosen with a button that keys reach. */
export function DropZone({ terms, take }: { terms: DocumentTerms | undefined; take: (files: FileList | null) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
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
      <Button size="compact-sm" variant="default" leftSection={<IconUpload size={15} />} onClick={() => input.current?.click()}>
        {t("documents.choose")}
      </Button>
      <Text size="xs" c="dimmed">
        {terms ? t("documents.hint", { most: sizeText(terms.most_bytes) }) : ""}
      </Text>
      <input
        ref={input}
        type="file"
        multiple
        className={classes.hidden}
        tabIndex={-1}
        aria-label={t("documents.file")}
        accept={terms?.extensions.map((one) => `.${one}`).join(",")}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
    </Box>
  );
}
