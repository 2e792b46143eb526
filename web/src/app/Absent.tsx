import { Button } from "@mantine/core";
import { IconCompass } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useTitle } from "@/ui/useTitle";
import { Blank } from "@/ui/states";

export function Absent() {
  const { t } = useTranslation();
  useTitle(t("error.noPageTitle"));
  return (
    <Blank
      page
      icon={IconCompass}
      title={t("error.noPageTitle")}
      action={
        <Button component={Link} to="/">
          {t("action.home")}
        </Button>
      }
    >
      {t("error.noPage")}
    </Blank>
  );
}
