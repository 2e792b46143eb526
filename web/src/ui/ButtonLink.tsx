import { Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type Props = ButtonProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & { ref?: Ref<HTMLAnchorElement> };

function Styled(props: Props) {
  return <Button component="a" {...props} />;
}

/** A button that leads somewhere, on the router's routes, whose parameters are checked. */
export const ButtonLink = createLink(Styled);
