import { ownRow } from '../../state/own-row.ts';

/** Whether this window is the row's own. */
export function isInOwnWindow(table: string, id: string): boolean {
  const own = ownRow();
  return own !== null && own.table === table && own.id === id;
}
