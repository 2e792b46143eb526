import type { ComponentType } from "react";

export interface BulkFormProps {
  /** How many records it is about. */
  count: number;
  /** Whether they are all that match, counted or guessed. */
  about: string;
  onClose: () => void;
  /** Starts it; a refusal is thrown. */
  start: (params: Record<string, unknown>) => Promise<void>;
}

/** Something that can be done with many records: what the API calls it, and the dialog that asks. */
export interface BulkAction {
  name: string;
  label: string;
  permission: string;
  danger?: boolean;
  icon: ComponentType<{ size?: number | string; stroke?: number }>;
  Form: ComponentType<BulkFormProps>;
}
