import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  parseThemeColor,
  type VariantColorsResolver,
} from "@mantine/core";

const troncal: MantineColorsTuple = [
  "#eaf5f6",
  "#d5eaec",
  "#aad5d9",
  "#7bbec5",
  "#4ea5ae",
  "#2a8c97",
  "#187580",
  "#0f636d",
  "#0c4f58",
  "#0d3b45",
];

const amber: MantineColorsTuple = [
  "#fff6e8",
  "#ffebcc",
  "#ffd89b",
  "#ffc366",
  "#ffb454",
  "#f0991f",
  "#c97a0c",
  "#945706",
  "#7a4605",
  "#5c3503",
];

/** The kit's light variant reaches 3.8:1; ours pairs the palest shade with one of the darkest. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if (input.variant !== "light" && input.variant !== "subtle") return colors;
  const parsed = parseThemeColor({ color: input.color || input.theme.primaryColor, theme: input.theme });
  if (!parsed.isThemeColor) return colors;
  // The palest grey cannot be told from white.
  const pale = parsed.color === "gray" ? 1 : 0;
  const shade = (n: number) => `var(--mantine-color-${parsed.color}-${n})`;
  return {
    background: input.variant === "light" ? shade(pale) : "transparent",
    hover: shade(pale + 1),
    color: shade(9),
    border: "1px solid transparent",
  };
};

/** A dialog's head is a <header> outside any section, which would make it the page's banner. */
const NO_BANNER = { header: { role: "presentation" } };

export const theme = createTheme({
  colors: { troncal, amber },
  primaryColor: "troncal",
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.35,
  variantColorResolver,
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  headings: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontWeight: "650" },
  fontSizes: { xs: "0.75rem", sm: "0.8438rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.25rem" },
  defaultRadius: "md",
  radius: { xs: "3px", sm: "5px", md: "7px", lg: "11px", xl: "18px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  // Plain objects: `Modal.extend` and the like would put each of these into the first download.
  components: {
    Button: { defaultProps: { size: "sm" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 32 } },
    Badge: { defaultProps: { variant: "light", radius: "sm", tt: "none", fw: 550 } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Input: { defaultProps: { size: "sm" } },
    // Where they stand, not at the end of the document: inside the page's regions.
    Menu: { defaultProps: { shadow: "md", withinPortal: false, withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 }, attributes: NO_BANNER },
    },
    Drawer: { defaultProps: { attributes: NO_BANNER } },
    Skeleton: { defaultProps: { radius: "sm" } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#566470",
    "--mantine-color-placeholder": "#66737e",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#17242b",
    "--mantine-color-default-border": "#cfd8dd",
    "--mantine-color-anchor": "#0c5a64",
  },
  dark: {},
});
