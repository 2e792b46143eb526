import { ActivityForm } from "@/activities/ActivityForm";
import type { BulkFormProps } from "@/lists/bulk/actions";

/** Plans the same for each of many contacts (N-16). */
export default function ActivityForEach({ about, onClose, start }: BulkFormProps) {
  return <ActivityForm onClose={onClose} each={{ about, save: (body) => start({ ...body }) }} />;
}
