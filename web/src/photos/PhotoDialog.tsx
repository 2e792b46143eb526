import { Alert, Box, Button, Group, Modal, Progress, Stack, Text } from "@mantine/core";
import { IconPhoto, IconTrash, IconUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { photoOf } from "@/api/documents";
import { asProblem } from "@/api/problems";
import type { Contact } from "@/api/types";
import { problemText, showDone } from "@/app/toasts";

import classes from "./photos.module.css";
import { usePhoto } from "./use";

const MOST_BYTES = 1_048_576;
const TYPES = "image/jpeg,image/png,image/webp,image/gif,image/bmp";

interface Props {
  contact: Contact;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** The address of a file that was chosen, for as long as it is the one. */
function usePreview(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return setAddress(null);
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}

/** Choose or drop a photo, see it, keep it; or remove the one that is there (C-07, C-39). */
export function PhotoDialog({ contact, onClose, onChanged }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const [share, setShare] = useState(0);
  const [wrong, setWrong] = useState<string | null>(null);
  const present = usePhoto(contact.id, contact.photo_id);
  const preview = usePreview(file);
  const picture = preview ?? present;
  const done = async (message: string) => {
    await onChanged();
    showDone(message);
    onClose();
  };
  const save = useMutation({
    mutationFn: (chosen: File) => photoOf(contact.id).set(chosen, { onProgress: setShare, signal: new AbortController().signal }),
    onSuccess: () => done(t("photo.saved")),
    onError: (error) => setWrong(problemText(asProblem(error))),
  });
  const remove = useMutation({
    mutationFn: () => photoOf(contact.id).remove(),
    onSuccess: () => done(t("photo.removed")),
    onError: (error) => setWrong(problemText(asProblem(error))),
  });
  const busy = save.isPending || remove.isPending;
  const take = (files: FileList | null) => {
    const chosen = files?.[0];
    if (!chosen || busy) return;
    const refused = chosen.size > MOST_BYTES ? t("photo.tooLarge") : TYPES.split(",").includes(chosen.type) ? null : t("photo.wrongType");
    setWrong(refused);
    setFile(refused ? null : chosen);
  };
  return (
    <Modal opened onClose={onClose} title={t("photo.change")} closeOnClickOutside={false} closeButtonProps={{ "aria-label": t("action.close") }}>
      <Stack>
        {wrong && (
          <Alert color="red" role="alert">
            {wrong}
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
          {picture ? <img className={classes.picture} src={picture} alt={t(preview ? "photo.preview" : "photo.present", { name: contact.name })} /> : <IconPhoto size={44} stroke={1.3} aria-hidden />}
          <Button variant="default" data-autofocus leftSection={<IconUpload size={16} />} disabled={busy} onClick={() => input.current?.click()}>
            {t("photo.choose")}
          </Button>
          <Text size="xs" c="dimmed" ta="center">
            {t("photo.hint")}
          </Text>
          <input
            ref={input}
            type="file"
            className={classes.hidden}
            tabIndex={-1}
            aria-label={t("photo.file")}
            accept={TYPES}
            onChange={(event) => {
              take(event.currentTarget.files);
              event.currentTarget.value = "";
            }}
          />
        </Box>
        {save.isPending && <Progress value={share * 100} aria-label={t("photo.saving")} />}
        <Group justify="space-between">
          {contact.photo_id ? (
            <Button variant="subtle" color="red" leftSection={<IconTrash size={16} />} loading={remove.isPending} disabled={save.isPending} onClick={() => remove.mutate()}>
              {t("photo.remove")}
            </Button>
          ) : (
            <span />
          )}
          <Group gap={8}>
            <Button variant="default" onClick={onClose}>
              {t("action.cancel")}
            </Button>
            <Button disabled={!file || remove.isPending} loading={save.isPending} onClick={() => file && save.mutate(file)}>
              {t("action.save")}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
