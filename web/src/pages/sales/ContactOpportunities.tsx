import { Group, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { opportunities } from "@/api/resources";
import { useMay } from "@/api/session";
import { money } from "@/app/format";
import { ButtonLink } from "@/ui/ButtonLink";
import { Failure, Lines } from "@/ui/states";
import { TextLink } from "@/ui/TextLink";

import classes from "../contact/ContactPage.module.css";
import { StateBadge } from "../Opportunities";
import { nameIn } from "./catalogs";
import own from "./sales.module.css";

/** The opportunities of a contact: the open ones and the history of the closed ones (S-07, S-39). */
export function ContactOpportunities({ contactId, discarded }: { contactId: string; discarded: boolean }) {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery({
    queryKey: ["opportunities", "of", contactId],
    queryFn: ({ signal }) => opportunities.list({ contact_ids: contactId, sort: "-moved_at", limit: 50 }, signal),
    enabled: may("sales.view"),
  });
  if (!may("sales.view")) return null;
  const items = [...(query.data?.items ?? [])].sort((a, b) => Number(b.state === "open") - Number(a.state === "open"));
  return (
    <section className={classes.card} aria-labelledby="opportunities-title">
      <Group justify="space-between" mb={8}>
        <Title order={2} size="0.95rem" id="opportunities-title">
          {t("menu.opportunities")}
        </Title>
        {may("sales.create") && !discarded && (
          <ButtonLink to="/opportunities/new" search={{ contact_id: contactId }} size="compact-sm" variant="default" leftSection={<IconPlus size={15} />}>
            {t("sale.new")}
          </ButtonLink>
        )}
      </Group>
      {query.isPending && <Lines count={2} />}
      {query.error && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !items.length && (
        <Text size="sm" c="dimmed">
          {t("sale.noneOfContact")}
        </Text>
      )}
      <ul className={own.events}>
        {items.map((one) => (
          <li key={one.id}>
            <Group justify="space-between" wrap="nowrap" gap="sm" align="flex-start">
              <TextLink to="/opportunities/$opportunityId" params={{ opportunityId: one.id }} size="sm" fw={560}>
                {one.title}
              </TextLink>
              <StateBadge value={one.state} />
            </Group>
            <Text size="xs" c="dimmed" className="number">
              {[money(one.amount), one.state === "open" ? nameIn(one.stage) : ""].filter(Boolean).join(" · ")}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
