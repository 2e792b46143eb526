import { Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCloudOff, IconLock, IconMoodEmpty, IconRefresh, IconSearchOff } from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { type ApiProblem, asProblem } from "@/api/problems";
import { problemText } from "@/app/toasts";

import classes from "./states.module.css";

interface StateProps {
  icon?: ComponentType<{ size?: number; stroke?: number }>;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  tone?: "calm" | "bad";
  /** It is all that the page has: its title is the page's. */
  page?: boolean;
}

/** A page or panel that has nothing to show, and what to do about it. */
export function Blank({ icon: Icon = IconMoodEmpty, title, children, action, tone = "calm", page }: StateProps) {
  return (
    <div className={classes.blank}>
      <div className={classes.medal} data-tone={tone} aria-hidden>
        <Icon size={26} stroke={1.6} />
      </div>
      {page ? (
        <Title order={1} fw={620} size="md" mt="sm">
          {title}
        </Title>
      ) : (
        <Text fw={620} size="md" mt="sm">
          {title}
        </Text>
      )}
      {children && (
        <Text c="dimmed" size="sm" maw={440} mt={4}>
          {children}
        </Text>
      )}
      {action && (
        <Group mt="md" justify="center" gap="xs">
          {action}
        </Group>
      )}
    </div>
  );
}

/** Why something could not be shown: absent, forbidden, offline or broken. */
export function Failure({ error, retry, page }: { error: unknown; retry?: () => void; page?: boolean }) {
  const { t } = useTranslation();
  const problem: ApiProblem = asProblem(error);
  const again = retry && (
    <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={retry}>
      {t("action.retry")}
    </Button>
  );
  if (problem.status === 404)
    return (
      <Blank page={page} icon={IconSearchOff} title={t("error.absentTitle")}>
        {t("error.absent")}
      </Blank>
    );
  if (problem.status === 403)
    return (
      <Blank page={page} icon={IconLock} title={t("error.forbiddenTitle")}>
        {t("error.forbidden")}
      </Blank>
    );
  if (problem.offline)
    return (
      <div role="alert">
        <Blank page={page} icon={IconCloudOff} tone="bad" title={t("error.offlineTitle")} action={again}>
          {t("error.offline")}
        </Blank>
      </div>
    );
  return (
    <div role="alert">
      <Blank page={page} icon={IconAlertTriangle} tone="bad" title={t("error.title")} action={again}>
        {problemText(problem)}
      </Blank>
    </div>
  );
}

export function Lines({ count = 6, height = 18 }: { count?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" role="status" aria-label={t("state.loading")}>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={height} width={`${92 - ((index * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}

interface HeaderProps {
  title: ReactNode;
  note?: ReactNode;
  children?: ReactNode;
}

export function PageHeader({ title, note, children }: HeaderProps) {
  return (
    <header className={classes.header}>
      <div className={classes.heading}>
        <Title order={1} size="1.32rem" lh={1.25}>
          {title}
        </Title>
        {note && (
          <Text size="sm" c="dimmed" component="div">
            {note}
          </Text>
        )}
      </div>
      {children && <div className={classes.actions}>{children}</div>}
    </header>
  );
}
