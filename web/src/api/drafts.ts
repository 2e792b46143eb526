/** Where forms keep what is typed until it is saved; see `useDraft`. */
export const DRAFTS = "troncal.draft.";

/** Who signs out leaves nothing that they typed in the browser. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(DRAFTS)) sessionStorage.removeItem(key);
}
