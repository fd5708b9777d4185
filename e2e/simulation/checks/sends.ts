import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Ledger } from '../world/ledger.ts';
import type { WhoSees } from '../world/who-sees.ts';

interface Named {
  readonly table: string;
  readonly id: string;
}
interface Sent {
  readonly entries?: readonly (Named & { readonly scope: string })[];
  readonly rows?: readonly (Named & { readonly data: RowData })[];
  readonly results?: readonly { readonly id: string }[];
}

/**
 * Invariant 5 at a send: says what the message holds that its receiver may not see at this moment,
 * by the rows as they are committed (S11); nothing if all is well.
 */
export function checkSend(
  mirror: WhoSees,
  ledger: Ledger,
  userId: string,
  message: object,
): string | undefined {
  const { entries = [], rows = [], results = [] } = contentOf(message);
  const scopes = mirror.scopesOf(userId);
  for (const { scope, table, id } of entries) {
    if (!scopes.has(scope)) return `it names ${table} ${id} in ${scope}, which the receiver does not have`;
  }
  for (const { table, id, data } of rows) {
    if (!mirror.maySee(userId, table, mirror.row(table, id) ?? data)) {
      return `it holds ${table} ${id}, which the receiver may not see`;
    }
  }
  for (const { id } of results) {
    const owner = ledger.result(id)?.userId;
    if (owner === undefined) return `it answers to the change ${id}, and nothing of that is on disk`;
    if (owner !== userId) return `it holds the result of somebody else's change ${id}`;
  }
  return undefined;
}

/** A page travels in an envelope; a delta and the other answers do not. */
function contentOf(message: object): Sent {
  if ('page' in message && typeof message.page === 'object' && message.page !== null) return message.page;
  return message;
}
