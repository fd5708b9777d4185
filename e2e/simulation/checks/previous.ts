/** Tables that came after protocol 1: its engine keeps their rows as they came. */
export const laterTables: ReadonlySet<string> = new Set([
  'participant',
  'message_version',
  'reaction',
  'read_marker',
  'preference',
  'notification',
  'subscription',
  'phase',
  'assignment',
  'work_hours',
  'absence',
  'holiday',
  'alert',
  'alert_rule',
  'attachment',
]);

/** Tables that were not searched in protocol 1. */
export const laterSearched: ReadonlySet<string> = new Set(['thread', 'attachment']);
