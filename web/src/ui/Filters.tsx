import { Badge, Button } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";

import classes from "./Filters.module.css";

interface Props {
  search?: ReactNode;
  /** How many filters narrow the list now; a closed drawer must not hide that. */
  active: number;
  children: ReactNode;
  end?: ReactNode;
}

/** A list's filters: in a row, or on a narrow screen behind a button beside the search. */
export function Filters({ search, active, children, end }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [opened, { toggle }] = useDisclosure(false);
  const narrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  return (
    <div className={classes.filters} role="search" aria-label={t("table.filters")}>
      {search}
      {narrow && (
        <Button
          variant="default"
          px={12}
          leftSection={<IconAdjustmentsHorizontal size={17} stroke={1.7} />}
          rightSection={active ? <Badge size="sm" circle>{active}</Badge> : null}
          aria-expanded={opened}
          aria-controls={id}
          onClick={toggle}
        >
          {t("table.filters")}
        </Button>
      )}
      <div id={id} className={classes.more} hidden={narrow && !opened}>
        {children}
        {end && <div className={classes.end}>{end}</div>}
      </div>
    </div>
  );
}
