/** The app's mark: a holdfast, the hook that keeps a ship's rope, as two strokes in a square. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0f6f67" />
      <path
        d="M11 7v18M11 16h6a4 4 0 0 1 4 4v5M21 7v4"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
