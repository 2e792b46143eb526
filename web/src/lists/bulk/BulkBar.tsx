import { Button, CloseButton, Group, Menu, Text } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Among, type BulkEntity, bulkOf, type BulkRun } from "@/api/bulk";
import { useMay } from "@/api/session";
import type { Count } from "@/api/types";
import { number } from "@/app/format";
import type { Ticks } from "@/lists/ticks";

import type { BulkAction } from "./actions";
import classes from "./bulk.module.css";
import { BulkProgress } from "./BulkProgress";

interface Props {
  entity: BulkEntity;
  ticks: Ticks;
  total: Count | null;
  filter: Record<string, string>;
  actions: readonly BulkAction[];
}

/** How many actions stand beside each other before the rest is in a menu. */
const BESIDE = 3;

/** What can be done with the ticked records, or with all that match (C-43). */
export default function BulkBar({ entity, ticks, total, filter, actions }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const client = useQueryClient();
  const [asked, setAsked] = useState<BulkAction | null>(null);
  const [run, setRun] = useState<BulkRun | null>(null);
  const count = ticks.all ? (total?.total ?? 0) : ticks.ids.size;
  const about = t(ticks.all && total?.total_is_estimate ? "bulk.selectedAbout" : "bulk.selected", { count, total: number(count) });
  const among: Among = ticks.all ? { filter } : { ids: [...ticks.ids] };
  const allowed = actions.filter((one) => may(one.permission));
  const beside = allowed.slice(0, BESIDE);
  const more = allowed.slice(BESIDE);
  const close = () => {
    setRun(null);
    ticks.clear();
    void client.invalidateQueries({ queryKey: [entity] });
  };
  return (
    <>
      {count > 0 && (
        <div className={classes.bar} role="region" aria-label={t("bulk.title")}>
          <Group gap={8} className={classes.count}>
            <CloseButton size={28} aria-label={t("bulk.clear")} onClick={ticks.clear} />
            <Text size="sm" fw={600} role="status">
              {about}
            </Text>
            {!ticks.all && total && total.total > count && (
              <Button size="compact-sm" variant="subtle" onClick={ticks.setAll}>
                {t(total.total_is_estimate ? "bulk.selectAbout" : "bulk.selectAll", { count: total.total, total: number(total.total) })}
              </Button>
            )}
          </Group>
          <Group gap={6}>
            {beside.map((one) => (
              <Button
                key={one.name}
                size="compact-md"
                variant="default"
                c={one.danger ? "#b3261e" : undefined}
                leftSection={<one.icon size={16} stroke={1.7} />}
                onClick={() => setAsked(one)}
              >
                {one.label}
              </Button>
            ))}
            {more.length > 0 && (
              <Menu position="bottom-end" shadow="md">
                <Menu.Target>
                  <Button size="compact-md" variant="default" leftSection={<IconDots size={16} />}>
                    {t("bulk.more")}
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {more.map((one) => (
                    <Menu.Item key={one.name} color={one.danger ? "#b3261e" : undefined} leftSection={<one.icon size={16} stroke={1.7} />} onClick={() => setAsked(one)}>
                      {one.label}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            )}
          </Group>
        </div>
      )}
      <Suspense>
        {asked && (
          <asked.Form
            count={count}
            about={about}
            onClose={() => setAsked(null)}
            start={async (params) => setRun(await bulkOf(entity).start(asked.name, among, params))}
          />
        )}
      </Suspense>
      {run && <BulkProgress entity={entity} made={run} label={actions.find((one) => one.name === run.action)?.label ?? ""} onClose={close} />}
    </>
  );
}
