import { ActionIcon, Button, Menu, Progress, Text, Title } from "@mantine/core";
import { IconDots, IconDownload, IconEdit, IconFile, IconFileMusic, IconFileSpreadsheet, IconFileText, IconMovie, IconPhoto, IconTrash } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ComponentType, useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { documentsOf, type Owner, type RecordDocument } from "@/api/documents";
import { dayTime } from "@/app/format";
import { showDone, showProblem } from "@/app/toasts";
import { Confirm } from "@/ui/Confirm";
import { Failure, Lines } from "@/ui/states";

import { ChangeDialog } from "./ChangeDialog";
import classes from "./documents.module.css";
import { DropZone } from "./DropZone";
import { sizeText } from "./size";
import { type Upload, useUploads } from "./uploads";

export interface SectionProps {
  owner: Owner;
  recordId: string;
  writable: boolean;
  className?: string;
  /** The record's history has one more line. */
  onChanged?: () => void;
}

const ICONS: Record<string, ComponentType<{ size?: number; stroke?: number }>> = {
  pdf: IconFileText,
  doc: IconFileText,
  docx: IconFileText,
  csv: IconFileSpreadsheet,
  xls: IconFileSpreadsheet,
  xlsx: IconFileSpreadsheet,
  jpg: IconPhoto,
  jpeg: IconPhoto,
  png: IconPhoto,
  bmp: IconPhoto,
  bpm: IconPhoto,
  mp3: IconFileMusic,
  wav: IconFileMusic,
  wap: IconFileMusic,
  wma: IconFileMusic,
  mp4: IconMovie,
  avi: IconMovie,
  wmv: IconMovie,
};

/** A file that is on its way, or could not be taken. */
function Waiting({ one, drop, retry }: { one: Upload; drop: () => void; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <li className={classes.row}>
      <div className={classes.body}>
        <Text size="sm" className={classes.name}>
          {one.file.name}
        </Text>
        {one.error ? (
          <Text size="xs" c="red.8" role="alert">
            {one.error}
          </Text>
        ) : (
          <Progress value={one.share * 100} size="sm" mt={6} aria-label={t("documents.sending", { name: one.file.name })} />
        )}
      </div>
      {one.error && (
        <Button size="compact-sm" variant="default" aria-label={t("documents.retryOne", { name: one.file.name })} onClick={retry}>
          {t("action.retry")}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" aria-label={one.error ? t("documents.dropOne", { name: one.file.name }) : t("documents.cancelOne", { name: one.file.name })} onClick={drop}>
        {one.error ? t("documents.drop") : t("action.cancel")}
      </Button>
    </li>
  );
}

interface RowProps {
  one: RecordDocument;
  writable: boolean;
  save: () => void;
  change: () => void;
  remove: () => void;
}

function Row({ one, writable, save, change, remove }: RowProps) {
  const { t } = useTranslation();
  const Sign = ICONS[one.extension] ?? IconFile;
  return (
    <li className={classes.row}>
      <span className={classes.sign} aria-hidden>
        <Sign size={18} stroke={1.7} />
      </span>
      <div className={classes.body}>
        <button type="button" className={classes.link} onClick={save} aria-label={t("documents.fetchOne", { name: one.name })}>
          {one.name}
        </button>
        <Text size="xs" c="dimmed">
          {[sizeText(one.size), one.added_by_name, dayTime(one.created_at)].filter(Boolean).join(" · ")}
        </Text>
        {one.note && (
          <Text size="sm" className={classes.note}>
            {one.note}
          </Text>
        )}
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("documents.actionsOf", { name: one.name })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={16} />} onClick={save}>
            {t("documents.fetch")}
          </Menu.Item>
          {writable && (
            <Menu.Item leftSection={<IconEdit size={16} />} onClick={change}>
              {t("documents.change")}
            </Menu.Item>
          )}
          {writable && (
            <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={remove}>
              {t("action.delete")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

/** The documents of a record: dropped or chosen, saved, renamed, deleted (C-38, K-27). */
export function DocumentSection({ owner, recordId, writable, className, onChanged }: SectionProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const client = useQueryClient();
  const source = documentsOf(owner, recordId);
  const key = [owner, "documents", recordId];
  const [changing, setChanging] = useState<RecordDocument | null>(null);
  const [removing, setRemoving] = useState<RecordDocument | null>(null);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => source.list(pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const terms = useQuery({
    queryKey: [owner, "documents", "terms"],
    queryFn: ({ signal }) => source.terms(signal),
    enabled: writable,
    staleTime: Infinity,
  }).data;
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: key });
    await client.invalidateQueries({ queryKey: [owner, "timeline", recordId] });
    onChanged?.();
  };
  const { uploads, add, drop, retry } = useUploads(source.add, terms, () => void refresh());
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={className} aria-labelledby={titleId}>
      <Title order={2} size="0.95rem" mb={8} id={titleId}>
        {t("documents.title")}
      </Title>
      {query.isPending && <Lines count={2} />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      <ul className={classes.list} aria-label={t("documents.title")} aria-busy={uploads.some((one) => !one.error)}>
        {uploads.map((one) => (
          <Waiting key={`upload-${one.id}`} one={one} drop={() => drop(one.id)} retry={() => retry(one)} />
        ))}
        {rows.map((one) => (
          <Row
            key={one.id}
            one={one}
            writable={writable}
            save={() => void source.save(one).catch(showProblem)}
            change={() => setChanging(one)}
            remove={() => setRemoving(one)}
          />
        ))}
      </ul>
      {query.data && !rows.length && !uploads.length && (
        <Text size="sm" c="dimmed">
          {t("documents.none")}
        </Text>
      )}
      {query.hasNextPage && (
        <Button size="compact-sm" variant="subtle" mt={6} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("table.more")}
        </Button>
      )}
      {writable && <DropZone terms={terms} take={add} />}
      {changing && (
        <ChangeDialog
          key={changing.id}
          one={changing}
          onClose={() => setChanging(null)}
          save={async (change) => {
            await source.change(changing, change).finally(refresh);
          }}
        />
      )}
      <Confirm
        opened={removing !== null}
        title={t("documents.removeTitle")}
        text={t("documents.removeText", { name: removing?.name ?? "" })}
        action={t("action.delete")}
        onClose={() => setRemoving(null)}
        run={async () => {
          if (!removing) return;
          await source.remove(removing).finally(refresh);
          showDone(t("documents.removed", { name: removing.name }));
        }}
      />
    </section>
  );
}
