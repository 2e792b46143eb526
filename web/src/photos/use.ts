import { useQuery } from "@tanstack/react-query";

import { authorized } from "@/api/client";

const KEPT = 10 * 60_000;

function asAddress(picture: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(picture);
  });
}

/**
 * The address of a contact's photo for an image, or null: where it has none and until it is there.
 *
 * An image cannot send the token, so the photo is asked for as everything else is.
 */
export function usePhoto(contactId: string, photoId: string | null | undefined): string | null {
  const query = useQuery({
    queryKey: ["photos", contactId, photoId],
    queryFn: async ({ signal }) => {
      const response = await authorized(new Request(`${location.origin}/api/v1/contacts/${contactId}/photo?photo_id=${photoId}`, { signal }));
      return response.ok ? asAddress(await response.blob()) : null;
    },
    enabled: !!photoId,
    staleTime: Infinity,
    gcTime: KEPT,
    retry: false,
  });
  return (photoId && query.data) || null;
}
