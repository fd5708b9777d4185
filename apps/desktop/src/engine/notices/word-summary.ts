import type { Notification } from '@holdfast/shared/model/notification.ts';
import { subjectName, type Worded } from './word-notice.ts';
import type { Wording } from './wording.ts';

/** Why many are told of at once. */
export type SummaryReason = 'away' | 'quiet' | 'many';

const NAMED = 3;

/** Says of many notifications how much happened and where: "12 updates in 5 tickets while you were away". */
export function wordSummary(
  rows: readonly Notification[],
  updates: number,
  why: SummaryReason,
  wording: Wording,
): Worded {
  const { words } = wording;
  const subjects = new Map(rows.map((row) => [`${row.subjectTable} ${row.subjectId ?? row.kind}`, row]));
  const named = [...subjects.values()].filter((row) => row.subjectId !== null);
  const said = words('notice.updates', { count: updates });
  // What stands for several does not say where they are.
  const isWhole = named.length === subjects.size;
  const what = isWhole ? words('notice.updates-in', { what: said, where: where(named, wording) }) : said;
  return { title: words(`notice.summary.${why}`, { what }), body: listOf(named, wording) };
}

function where(rows: readonly Notification[], { words }: Wording): string {
  const areTickets = rows.every(({ subjectTable }) => subjectTable === 'ticket');
  const areThreads = rows.every(({ subjectTable }) => subjectTable === 'thread');
  const key = areTickets ? 'notice.in-tickets' : areThreads ? 'notice.in-conversations' : 'notice.in-places';
  return words(key, { count: rows.length });
}

/** The first of them by name. */
function listOf(rows: readonly Notification[], wording: Wording): string {
  const names = rows.slice(-NAMED).map((row) => subjectName(row, wording));
  const rest = rows.length - names.length;
  const list = names.reverse().join(' · ');
  return rest === 0 ? list : wording.words('notice.and-more', { list, count: rest });
}
