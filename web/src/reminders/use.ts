import { useMutation, useQueryClient } from "@tanstack/react-query";

import { reminders } from "@/api/resources";
import type { Reminder, Snooze } from "@/api/types";
import { showProblem } from "@/app/toasts";

/** What can be done with a reminder from any screen; the lists and the bell follow. */
export function useReminder() {
  const client = useQueryClient();
  const onSettled = () => {
    void client.invalidateQueries({ queryKey: ["reminders"] });
    void client.invalidateQueries({ queryKey: ["notifications"] });
  };
  const dismiss = useMutation({ mutationFn: (one: Reminder) => reminders.dismiss(one.id), onSettled, onError: showProblem });
  const snooze = useMutation({
    mutationFn: ({ one, until }: { one: Reminder; until: Snooze }) => reminders.snooze(one.id, until),
    onSettled,
    onError: showProblem,
  });
  const remove = useMutation({ mutationFn: (one: Reminder) => reminders.remove(one.id, `"${one.version}"`), onSettled, onError: showProblem });
  return { dismiss, snooze, remove };
}
