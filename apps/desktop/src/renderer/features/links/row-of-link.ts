import { type Link, linkNames } from '../../../links/link.ts';

export type LinkedTable = Link['table'];

/** Whether rows of this table have links. */
export function isLinked(table: string): table is LinkedTable {
  return Object.hasOwn(linkNames, table);
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
