import { Badge } from "@mantine/core";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";

import { percent } from "@/app/format";
import { TextLink } from "@/ui/TextLink";

import classes from "../Dashboard.module.css";

export interface TileProps {
  icon: ComponentType<{ size?: number; stroke?: number }>;
  label: string;
  value: string;
  change?: number | null;
  /** Whether more of it is better, or worse. */
  rising?: "good" | "bad";
  note?: string;
  /** The page with the records behind the figure. */
  to?: string;
}

export function Tile({ icon: Sign, label, value, change, rising = "good", note, to }: TileProps) {
  const { t } = useTranslation();
  const tone = !change ? "gray" : change > 0 === (rising === "good") ? "teal" : "red";
  return (
    <div className={classes.tile}>
      <dt className={classes.tileLabel}>
        <Sign size={17} stroke={1.7} />
        {label}
      </dt>
      <dd className={classes.tileValue}>
        <span className="number">
          {to ? (
            <TextLink to={to} className={classes.tileLink} aria-label={t("figures.behind", { figure: label, value })}>
              {value}
            </TextLink>
          ) : (
            value
          )}
        </span>
        {change != null && (
          <Badge color={tone} aria-label={t("dashboard.against", { change: percent(change) })}>
            {`${change > 0 ? "+" : ""}${percent(change)}`}
          </Badge>
        )}
      </dd>
      {note && <dd className={classes.tileNote}>{note}</dd>}
    </div>
  );
}
