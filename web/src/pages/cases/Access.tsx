import { MultiSelect, Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Case } from "@/api/types";
import { usePeople } from "@/ui/directory";

export type AccessValue = Pick<Case, "visibility" | "shared_user_ids">;

export const accessOf = (one: Case): AccessValue => ({ visibility: one.visibility, shared_user_ids: one.shared_user_ids });

interface Props {
  value: AccessValue;
  onChange: (value: AccessValue) => void;
  labelledBy?: string;
}

/** Who sees and edits a case: all, or those to whom it is restricted (K-04). */
export function AccessEditor({ value, onChange, labelledBy }: Props) {
  const { t } = useTranslation();
  const { options } = usePeople();
  return (
    <Stack gap={10}>
      <Radio.Group
        aria-labelledby={labelledBy}
        label={labelledBy ? undefined : t("case.access")}
        value={value.visibility}
        onChange={(next) => onChange({ ...value, visibility: next as Case["visibility"] })}
      >
        <Stack gap={8} mt={labelledBy ? 0 : 6}>
          {(["write", "read", "private"] as const).map((one) => (
            <Radio key={one} value={one} label={t(`case.visibility.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {value.visibility !== "write" && (
        <MultiSelect
          label={t("case.restrictedTo")}
          searchable
          hidePickedOptions
          data={options}
          value={value.shared_user_ids}
          onChange={(next) => onChange({ ...value, shared_user_ids: next })}
          nothingFoundMessage={t("state.nothingFound")}
        />
      )}
    </Stack>
  );
}
