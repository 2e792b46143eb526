import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { cases } from "@/api/resources";
import type { Case } from "@/api/types";
import { showProblem } from "@/app/toasts";
import { TextLink } from "@/ui/TextLink";

import classes from "./CasePage.module.css";
import { ContactField } from "@/ui/ContactField";

/** The contacts that take part: any number; each can be taken off (K-01). */
export function Participants({ one, editable }: { one: Case; editable: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const done = () => {
    setChosen(null);
    void client.invalidateQueries({ queryKey: ["cases"] });
  };
  const add = useMutation({ mutationFn: (id: string) => cases.addParticipant(one.id, id), onSuccess: done, onError: showProblem });
  const remove = useMutation({ mutationFn: (id: string) => cases.removeParticipant(one.id, id), onSuccess: done, onError: showProblem });
  const all = one.participants ?? [];
  return (
    <>
      {!all.length && (
        <Text size="sm" c="dimmed">
          {t("case.noParticipants")}
        </Text>
      )}
      <ul className={classes.people} aria-label={t("case.participants")}>
        {all.map((each) => (
          <li key={each.id}>
            {each.name ? (
              <TextLink to="/contacts/$contactId" params={{ contactId: each.id }} size="sm" truncate py={4}>
                {each.name}
              </TextLink>
            ) : (
              <Text size="sm" c="dimmed">
                {t("contact.private")}
              </Text>
            )}
            {editable && (
              <ActionIcon
                aria-label={t("case.unlink", { name: each.name ?? t("contact.private") })}
                loading={remove.isPending && remove.variables === each.id}
                onClick={() => remove.mutate(each.id)}
              >
                <IconUserMinus size={17} stroke={1.7} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {editable && (
        <Group align="flex-end" gap={8} mt={8}>
          <div className={classes.grow}>
            <ContactField label={t("case.addParticipant")} value={chosen} onChange={setChosen} />
          </div>
          <Button variant="default" disabled={!chosen} loading={add.isPending} onClick={() => chosen && add.mutate(chosen)}>
            {t("case.add")}
          </Button>
        </Group>
      )}
    </>
  );
}
