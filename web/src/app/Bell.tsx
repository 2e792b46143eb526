import { ActionIcon, Indicator, Tooltip } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { notifications } from "@/api/resources";

/** How many notifications nobody has read; past 99 the number says nothing more. */
export function Bell() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["notifications", "unread"],
    queryFn: notifications.unread,
    refetchInterval: 60_000,
  });
  const unread = data?.unread ?? 0;
  const label = unread ? t("bell.unread", { count: unread }) : t("bell.none");
  return (
    <Tooltip label={label}>
      <Indicator
        disabled={unread === 0}
        label={unread > 99 ? "99+" : unread}
        size={17}
        offset={6}
        color="#b3261e"
        styles={{ indicator: { fontSize: 11, fontWeight: 650, padding: "0 4px" } }}
      >
        <ActionIcon component={Link} to="/notifications" size={36} aria-label={label}>
          <IconBell size={20} stroke={1.7} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}
