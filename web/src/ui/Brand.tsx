/** The mark: a trunk line that branches to two parties. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden focusable="false" style={{ flex: "none" }}>
      <rect width="32" height="32" rx="8" fill="#14515d" />
      <path
        d="M16 25V14.5C16 11.5 13.6 10 10.5 10H8.5M16 14.5C16 11.5 18.4 10 21.5 10H23.5"
        fill="none"
        stroke="#fff"
        strokeWidth="2.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="7.5" cy="10" r="2.7" fill="#ffb454" />
      <circle cx="24.5" cy="10" r="2.7" fill="#ffb454" />
      <circle cx="16" cy="25" r="2.7" fill="#5fd4c4" />
    </svg>
  );
}
