/** What the server watches, in the order in which settings list it. */
export const alertKinds = [
  /** A project's balance of cash is below its threshold. */
  'cash-low',
  /** A project has spent more than a share of its budget. */
  'overspent',
  /** At its pace so far a project will have spent more than its budget at its end. */
  'forecast-over',
  /** A person, or the people of a division together, are planned for more than they work in a coming week. */
  'person-over',
  'division-over',
  /** A phase's last day is past and it is not done. */
  'phase-late',
  /** A ticket was due and something is still to be done. */
  'ticket-overdue',
] as const;
export type AlertKind = (typeof alertKinds)[number];
