import { Anchor, type AnchorProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type Props = Omit<AnchorProps, "href"> &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps> & { ref?: Ref<HTMLAnchorElement> };

function Styled(props: Props) {
  return <Anchor {...props} />;
}

/** The kit's link on the router's routes, whose parameters are checked. */
export const TextLink = createLink(Styled);
