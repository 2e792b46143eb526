import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { contacts } from "@/api/resources";
import { useAfterRender } from "@/ui/useAfterRender";

import { ContactField } from "./ContactField";
import classes from "./sales.module.css";

export interface Linked {
  id: string;
  /** Null for one that this person may not see, undefined for one that was just chosen. */
  name?: string | null;
}

function Chosen({ one, onRemove }: { one: Linked; onRemove: () => void }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["contacts", "one", one.id],
    queryFn: ({ signal }) => contacts.read(one.id, signal),
    enabled: one.name === undefined,
  });
  const name = one.name ?? found.data?.record.name ?? t(one.name === null ? "sale.hiddenContact" : "state.loading");
  return (
    <li>
      <span>{name}</span>
      <ActionIcon size={28} aria-label={t("sale.removeContact", { name })} onClick={onRemove}>
        <IconX size={15} stroke={1.7} />
      </ActionIcon>
    </li>
  );
}

interface Props {
  value: Linked[];
  onChange: (value: Linked[]) => void;
  principal: string;
  error?: boolean;
  labelledBy: string;
}

/** Any number of contacts beside the principal: each can be taken off, others are looked up (S-41). */
export function ContactsField({ value, onChange, principal, error, labelledBy }: Props) {
  const afterRender = useAfterRender();
  const box = useRef<HTMLDivElement>(null);
  const set = (next: Linked[]) => {
    onChange(next);
    // The field is a new one after each choice, and the button of one that was taken off is gone.
    afterRender(() => box.current?.querySelector("input")?.focus());
  };
  return (
    <div ref={box}>
      {value.length > 0 && (
        <ul className={classes.people} aria-labelledby={labelledBy}>
          {value.map((one) => (
            <Chosen key={one.id} one={one} onRemove={() => set(value.filter((other) => other.id !== one.id))} />
          ))}
        </ul>
      )}
      <ContactField
        key={value.map((one) => one.id).join()}
        labelledBy={labelledBy}
        value={null}
        without={[principal, ...value.map((one) => one.id)]}
        error={error}
        onChange={(id) => id && set([...value, { id }])}
      />
    </div>
  );
}
