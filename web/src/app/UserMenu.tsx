import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconBuildingCommunity, IconCheck, IconKeyboard, IconLock, IconLogout, IconUser } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { account } from "@/api/resources";
import { signOut, switchOrganization, useMe } from "@/api/session";

import { initials } from "./format";
import { showProblem } from "./toasts";

export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ["organizations"],
    queryFn: account.organizations,
    staleTime: 300_000,
  });
  const organizations = data?.items ?? [];
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <UnstyledButton style={{ borderRadius: 99 }}>
          <Avatar size={34} color="troncal" variant="filled" aria-hidden>
            {initials(me.name)}
          </Avatar>
          <VisuallyHidden>{t("user.menu", { name: me.name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: "8px 12px 10px" }}>
          <Text fw={620} size="sm" truncate>
            {me.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {me.email}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUser size={16} />} onClick={() => void navigate({ to: "/profile" })}>
          {t("user.profile")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLock size={16} />}
          onClick={() => void navigate({ to: "/profile", hash: "password" })}
        >
          {t("user.password")}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShortcuts}>
          {t("user.shortcuts")}
        </Menu.Item>
        {organizations.length > 1 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t("user.organizations")}</Menu.Label>
            {organizations.map((one) => {
              const here = one.id === me.organization.id;
              return (
                <Menu.Item
                  key={one.id}
                  leftSection={<IconBuildingCommunity size={16} />}
                  rightSection={here ? <IconCheck size={15} aria-label={t("user.here")} /> : null}
                  onClick={() => {
                    if (!here) switchOrganization(one.id).catch(showProblem);
                  }}
                >
                  {one.name}
                </Menu.Item>
              );
            })}
          </>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t("user.logout")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
