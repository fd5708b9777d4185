import { useEffect } from 'react';
import { linkAddress } from '../../../links/link.ts';
import { bridge } from '../../state/bridge.ts';
import { useEngineStates } from '../../state/engine-states.ts';
import type { Detail } from '../../state/route-shape.ts';
import { rowAt } from '../../ui/named-row.ts';
import { isLinked } from './row-of-link.ts';

/** Offers the system's menu where a row of a list is clicked with the other button. */
export function RowMenus() {
  useEffect(() => {
    document.addEventListener('contextmenu', offer);
    return () => document.removeEventListener('contextmenu', offer);
  }, []);
  return null;
}

function offer(event: MouseEvent): void {
  const row = rowAt(event.target);
  const { session } = useEngineStates.getState();
  if (row === undefined || session?.server === undefined || !isLinked(row.table)) return;
  event.preventDefault();
  void offerRow(row, session.server);
}

async function offerRow({ table, id }: Detail, server: string): Promise<void> {
  if (!isLinked(table)) return;
  const number = table === 'ticket' ? await readNumber(id) : undefined;
  const link = linkAddress({ table, id, ...(number === undefined ? {} : { number }), server });
  await bridge.shell.call('rowMenu', { table, id, link });
}

/** A ticket's number, unless it has none yet. */
function readNumber(id: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const query = { table: 'ticket', where: { id }, offset: 0, limit: 1 };
    const stop = bridge.watch('rows', query, ({ changed: [queried] }) => {
      const number = queried?.row.number;
      resolve(typeof number === 'number' ? number : undefined);
      queueMicrotask(() => stop());
    });
  });
}
