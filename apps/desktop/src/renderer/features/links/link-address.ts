import type { Link } from '../../../preload/bridge.ts';

/** Tables whose rows have links, and what each is called in one. */
const names = { ticket: 'ticket', project: 'project', thread: 'conversation' } as const;

export type LinkedTable = keyof typeof names;

export function isLinked(table: string): table is LinkedTable {
  return Object.hasOwn(names, table);
}

/**
 * The address of a row, to send to others: `holdfast://ticket/12?server=https%3A%2F%2F…`. A ticket goes by its number
 * as soon as it has one; the server is named, because others may be signed in at another one.
 */
export function linkAddress({ table, id, number, server }: Link): string {
  const which = number ?? id ?? '';
  const query = server === undefined ? '' : `?server=${encodeURIComponent(new URL(server).origin)}`;
  return `holdfast://${names[table]}/${which}${query}`;
}

/** Whether a link is of another server than the one that somebody is signed in at. */
export function isElsewhere({ server }: Link, here: string): boolean {
  return server !== undefined && new URL(server).origin !== new URL(here).origin;
}

/** A link's row as the id of the screen that waits for it. */
export function rowOfLink({ table, id, number }: Link): string {
  return `${table}/${number ?? id ?? ''}`;
}

/** The other way round; nothing for what is no link's row. */
export function readRowOfLink(text: string | undefined): Link | undefined {
  const [table = '', which = ''] = (text ?? '').split('/');
  if (!isLinked(table) || which === '') return undefined;
  return /^\d+$/.test(which) ? { table, number: Number(which) } : { table, id: which };
}
