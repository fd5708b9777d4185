import type { ClientNode } from '../world/client-node.ts';
import type { SavedChange, World } from '../world/world.ts';

/** What a client's own tables say of its changes. */
export interface OwnChanges {
  readonly pending: ReadonlySet<string>;
  /** By id, with the reason that its author is shown. */
  readonly refused: ReadonlyMap<string, string>;
}

export function readOwnChanges({ engine }: ClientNode): OwnChanges {
  if (engine === undefined) return { pending: new Set(), refused: new Map() };
  const pending = engine.statements.all<{ id: string }>('SELECT id FROM outbox');
  const refused = engine.statements.all<{ id: string; error: string }>('SELECT id, error FROM refused');
  return {
    pending: new Set(pending.map(({ id }) => id)),
    refused: new Map(refused.map(({ id, error }) => [id, String(JSON.parse(error).message ?? '')])),
  };
}

/** Changes that follow from what somebody looks at: nobody is told where one is not accepted, and it is listed nowhere. */
const quietNames: ReadonlySet<string> = new Set(['read-marker.advance', 'notification.seen']);

/** Invariants 3 and 4: what became of a change that its author was shown as saved, if that may not be. */
export function checkChange(world: World, change: SavedChange, own: OwnChanges): string | undefined {
  const result = world.ledger.result(change.id);
  const reason = own.refused.get(change.id);
  if (result?.ok === true) {
    // Two restores, the second to a later backup: refused in the life between, its author was told so then.
    if (reason === undefined || world.lost.has(change.id)) return undefined;
    return `was accepted, but its author is told: ${reason}`;
  }
  if (quietNames.has(change.name)) {
    if (reason !== undefined) return 'is listed among those that were not accepted';
    // The answer may have been given in a life of the server that is over.
    if (result !== undefined || world.wasRestored) return undefined;
  }
  if (reason !== undefined) return reason === '' ? 'was refused without a reason' : undefined;
  if (own.pending.has(change.id) || change.discarded || world.mayBeTended.has(change.id)) return undefined;
  // A device that was put back has lost what it had not sent, and has forgotten what was taken off its list.
  if (world.putBack.has(change.client)) return undefined;
  if (result === undefined && mayBeForgotten(world, change)) return undefined;
  return result === undefined ? 'is gone' : 'was refused, and its author is not told';
}

/** Protocol 1 sends nothing again after a restore, and somebody who was disabled cannot. */
function mayBeForgotten(world: World, { id, client }: SavedChange): boolean {
  if (!world.everAccepted.has(id) || !world.wasRestored) return false;
  return client.isPrevious || world.mirror.isDisabled(client.userId);
}

/** Invariant 3: accepted changes of a client stand in the order in which they were made. */
export function checkOrder(world: World): string | undefined {
  const last = new Map<string, { order: number; id: string }>();
  for (const { id } of world.ledger.inOrder()) {
    const change = world.saved.get(id);
    // What a file copied back had lost is sent again where its client learns of that: behind what waited.
    if (change === undefined || (world.wasCopiedBack && world.lost.has(id))) continue;
    // A device that was put back sends once more what it had waiting then.
    if (world.putBack.has(change.client)) continue;
    const before = last.get(change.client.name);
    if (before !== undefined && before.order > change.order) {
      return `${change.client.name}'s change ${id} was accepted after ${before.id}, which was made later`;
    }
    last.set(change.client.name, { order: change.order, id });
  }
  return undefined;
}
