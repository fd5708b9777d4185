import type { Confirmed } from './confirmed.ts';
import type { Rows } from './server-rows.ts';

/** Confirmed changes that left no trace in the rows: the row is missing, or holds another text, or its history does not name it. */
export function findLost(confirmed: readonly Confirmed[], rows: Rows): Confirmed[] {
  const tickets = new Set(rows.tickets.map((ticket) => ticket.id));
  const messages = new Map(rows.messages.map((message) => [message.id, message.body]));
  const titles = countTitles(rows);
  const stored = new Map(rows.files.map((file) => [file.id, file.storedAt === null ? '' : file.hash]));
  return confirmed.filter((change) => {
    if (change.kind === 'ticket') return !tickets.has(change.id);
    if (change.kind === 'file') return stored.get(change.id) !== change.text;
    if (change.kind === 'message') return messages.get(change.id) !== change.text;
    return !titles.has(`${change.id} ${change.text}`);
  });
}

/** Texts that stand there twice, and numbers given twice or left out: each change takes effect once. */
export function findDoubled(rows: Rows): string[] {
  const created = rows.activities.filter((activity) => activity.kind === 'created');
  const numbers = rows.tickets.map((ticket) => ticket.number ?? 0).toSorted((left, right) => left - right);
  return [
    ...repeated(rows.messages.map((message) => message.body)),
    ...repeated(created.map((activity) => activity.subjectId)),
    ...[...countTitles(rows)].filter(([, count]) => count > 1).map(([title]) => title),
    ...numbers.filter((number, place) => number !== place + 1).map((number) => `ticket number ${number}`),
  ];
}

/** Whether a ticket's title is the last that its history names. */
export function findUndone(rows: Rows, confirmed: readonly Confirmed[]): string[] {
  const last = new Map<string, string>();
  for (const change of confirmed)
    if (change.kind === 'ticket' || change.kind === 'title') last.set(change.id, change.text);
  const places = new Map(confirmed.map((change, place) => [change.text, place]));
  return rows.tickets
    .filter((ticket) => {
      const expected = last.get(ticket.id);
      // A title that nobody heard of was written right before a kill: it came later.
      if (expected === undefined || ticket.title === expected) return false;
      return places.has(ticket.title);
    })
    .map((ticket) => ticket.title);
}

/** How often each new title was written, by the history of its ticket. */
function countTitles(rows: Rows): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { subjectId, changes } of rows.activities) {
    for (const { field, to } of changes) {
      if (field !== 'title') continue;
      const key = `${subjectId} ${String(to)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

function repeated(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return texts.filter((text) => {
    const again = seen.has(text);
    seen.add(text);
    return again;
  });
}
