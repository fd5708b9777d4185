/** Where a link leads: a row by its id, or a ticket by its number. */
export interface Link {
  readonly table: 'ticket' | 'project' | 'thread';
  readonly id?: string;
  readonly number?: number;
  /** The server that it is of, as an origin; absent where the link does not say. */
  readonly server?: string;
}

/** What a row of each table is called in a link. */
export const linkNames = { ticket: 'ticket', project: 'project', thread: 'conversation' } as const;

/**
 * The address of a row, to send to others: `holdfast://ticket/12?server=https%3A%2F%2F…`. A ticket goes by its number
 * as soon as it has one; the server is named, because others may be signed in at another one.
 */
export function linkAddress({ table, id, number, server }: Link): string {
  const which = number ?? id ?? '';
  const query = server === undefined ? '' : `?server=${encodeURIComponent(new URL(server).origin)}`;
  return `holdfast://${linkNames[table]}/${which}${query}`;
}
