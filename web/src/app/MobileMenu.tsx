import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Mark } from "@/ui/Brand";

import { LanguageSwitch } from "./LanguageSwitch";
import classes from "./Shell.module.css";

/** The menu on a narrow screen. */
export function MobileMenu({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened
      onClose={onClose}
      size={280}
      title={
        <span className={classes.drawerBrand}>
          <Mark size={30} />
          {t("brand")}
        </span>
      }
      classNames={{ content: classes.drawer, header: classes.drawerHeader, close: classes.drawerClose }}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <nav aria-label={t("shell.menu")}>{children}</nav>
      <div className={classes.drawerFoot}>
        <LanguageSwitch />
      </div>
    </Drawer>
  );
}
