import { Button, Text, Title } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { contacts } from "@/api/resources";
import type { Contact, Page } from "@/api/types";
import { day } from "@/app/format";
import { ClassBadge } from "@/ui/badges";
import { TextLink } from "@/ui/TextLink";

import classes from "./Parts.module.css";

/** Whom the contact referred, as far as the reader may see them (C-49); nothing where there is nobody. */
export function Referrals({ contactId }: { contactId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ["contacts", "referrals", contactId],
    queryFn: ({ pageParam, signal }) => contacts.list({ referred_by_id: contactId, limit: 20, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<Contact>) => page.next_cursor,
  });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (!rows.length) return null;
  return (
    <section className={classes.card} aria-label={t("contact.referrals")}>
      <div className={classes.head}>
        <IconUsersGroup size={17} stroke={1.7} />
        <Title order={2} size="0.95rem">
          {t("contact.referrals")}
        </Title>
      </div>
      <ul className={classes.list}>
        {rows.map((one) => (
          <li key={one.id}>
            <TextLink to="/contacts/$contactId" params={{ contactId: one.id }} size="sm" className={classes.name}>
              {one.name}
            </TextLink>
            <Text size="xs" c="dimmed" component="span">
              {day(one.created_at)}
            </Text>
            <ClassBadge value={one.class} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button size="compact-sm" variant="subtle" mt={6} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("table.more")}
        </Button>
      )}
    </section>
  );
}
