import { Tooltip } from "@mantine/core";
import { IconFlagFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Flag as Colour } from "@/api/types";

import classes from "./activities.module.css";

/** The traffic light of an open activity, or of a contact's worst one (N-15, O-8); said, not only coloured. */
export function Flag({ value }: { value: Colour | null | undefined }) {
  const { t } = useTranslation();
  if (!value) return null;
  const label = t(`activity.flags.${value}`);
  return (
    <Tooltip label={label}>
      <span role="img" aria-label={label} className={classes.flag} data-flag={value}>
        <IconFlagFilled size={15} />
      </span>
    </Tooltip>
  );
}
