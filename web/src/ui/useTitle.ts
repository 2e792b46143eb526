import { useEffect } from "react";

/** The document's title, which screen readers say after each change of page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Troncal` : "Troncal";
  }, [title]);
}
