import { NumberInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { useStaleActivities } from "@/activities/use";
import { activities } from "@/api/resources";
import { EditDialog } from "@/ui/EditDialog";

const HOURS = { least: 1, most: 720 };

/** From how many hours before its time on an activity is yellow (O-8). */
export function Yellow({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const stale = useStaleActivities();
  const settings = useQuery({ queryKey: ["activities", "settings"], queryFn: ({ signal }) => activities.settings(signal) });
  const form = useForm<{ yellow_hours: number | string }>({
    initialValues: { yellow_hours: 24 },
    validate: {
      yellow_hours: (value) => (typeof value === "number" && value >= HOURS.least && value <= HOURS.most ? null : t("activity.yellowRange", HOURS)),
    },
  });
  useEffect(() => {
    if (settings.data) form.setValues({ yellow_hours: settings.data.yellow_hours });
    // Once it is known; what is typed stays.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settings.data]);
  return (
    <EditDialog
      opened
      onClose={onClose}
      title={t("activity.yellowTitle")}
      check={() => !form.validate().hasErrors}
      save={async () => {
        await activities.chooseYellow(Number(form.values.yellow_hours));
        stale();
      }}
      knows={(field) => field === "yellow_hours"}
      setErrors={form.setErrors}
    >
      <NumberInput
        label={t("activity.yellowHours")}
        description={t("activity.yellowHint")}
        min={HOURS.least}
        max={HOURS.most}
        allowDecimal={false}
        data-autofocus
        {...form.getInputProps("yellow_hours")}
      />
    </EditDialog>
  );
}
