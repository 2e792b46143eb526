import { Swatch } from "@/ui/badges";
import { nameIn } from "@/ui/named";

import { useTemperatures } from "./catalogs";

/** A contact's temperature in its colour (C-47). */
export function Temperature({ id }: { id: string | null | undefined }) {
  const one = useTemperatures().of(id);
  return one && "colour" in one ? <Swatch colour={String(one.colour)}>{nameIn(one)}</Swatch> : null;
}
