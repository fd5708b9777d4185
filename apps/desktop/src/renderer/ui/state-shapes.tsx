/** Shapes of how far something is, 16 by 16: told apart without colour. Tickets, projects and phases share them. */
export const ringShape = <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />;

export const underWayShape = (
  <>
    {ringShape}
    <path d="M8 5a3 3 0 0 1 0 6z" fill="currentColor" stroke="currentColor" strokeWidth="0.5" />
  </>
);

export const restingShape = (
  <>
    {ringShape}
    <path d="M6.5 6v4M9.5 6v4" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
  </>
);

export const doneShape = (
  <>
    <circle cx="8" cy="8" r="6.25" fill="currentColor" />
    <path
      d="m5.4 8.2 1.8 1.8 3.4-3.8"
      fill="none"
      stroke="var(--ground)"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </>
);
