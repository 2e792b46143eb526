/** Where a record of any service has its page: the one place that knows it. */
const PLACES: Readonly<Record<string, (id: string) => string>> = {
  contact: (id) => `/contacts/${id}`,
  lead: (id) => `/leads/${id}`,
  opportunity: (id) => `/opportunities/${id}`,
  case: (id) => `/cases/${id}`,
  invoice: (id) => `/invoices/${id}`,
  call: () => "/calls",
  activity: (id) => `/activities?activity=${id}`,
  reminder: () => "/reminders",
};

/** The path of a record's page; null for a type that has none. */
export function recordPath(record: { type?: string | null; id?: string | null } | null | undefined): string | null {
  const place = record?.type ? PLACES[record.type] : undefined;
  return place && record?.id ? place(record.id) : null;
}
