import { ActionIcon, Group } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { showProblem } from "@/app/toasts";

interface Props {
  ids: string[];
  id: string;
  name: string;
  queryKey: string;
  order: (ids: string[]) => Promise<unknown>;
}

/** Moves one entry of an arranged list up or down. */
export function Arrange({ ids, id, name, queryKey, order }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const place = ids.indexOf(id);
  async function move(step: number) {
    const next = [...ids];
    next.splice(place, 1);
    next.splice(place + step, 0, id);
    setBusy(true);
    try {
      await order(next);
    } catch (error) {
      showProblem(error);
    } finally {
      await client.invalidateQueries({ queryKey: [queryKey] });
      setBusy(false);
    }
  }
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon aria-label={t("arrange.up", { name })} disabled={busy || place === 0} onClick={() => void move(-1)}>
        <IconArrowUp size={16} stroke={1.7} />
      </ActionIcon>
      <ActionIcon aria-label={t("arrange.down", { name })} disabled={busy || place === ids.length - 1} onClick={() => void move(1)}>
        <IconArrowDown size={16} stroke={1.7} />
      </ActionIcon>
    </Group>
  );
}
