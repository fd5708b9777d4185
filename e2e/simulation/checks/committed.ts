import type { Mirror, RowWrite } from '../world/mirror.ts';
import { checkEnds, checkReturns, raisedAmong } from './alert-changes.ts';
import { takenWithoutProof } from './file-proofs.ts';
import { toldIn, toldWrongly } from './notifications.ts';

/** A promise that a commit broke. */
interface Broken {
  readonly invariant: string;
  readonly text: string;
}

/** Takes what a commit wrote, one change after the other, and gives what is wrong with it. `sent`: which bytes the server was sent, and by whom. */
export function* applyChanges(
  mirror: Mirror,
  writes: readonly RowWrite[],
  sent: ReadonlySet<string>,
): Generator<Broken> {
  for (let begin = 0; begin < writes.length; ) {
    const version = writes[begin]?.version;
    const next = writes.findIndex((write, place) => place > begin && write.version !== version);
    const end = next === -1 ? writes.length : next;
    yield* applyChange(mirror, writes.slice(begin, end), sent);
    begin = end;
  }
}

function* applyChange(
  mirror: Mirror,
  writes: readonly RowWrite[],
  sent: ReadonlySet<string>,
): Generator<Broken> {
  const told = toldIn(mirror, writes);
  const raised = raisedAmong(mirror, writes);
  const alerts = [...checkReturns(mirror, writes)];
  const unproven = [...takenWithoutProof(mirror, writes, sent)];
  mirror.apply(writes);
  alerts.push(...checkEnds(mirror, raised));
  for (const text of toldWrongly(mirror, told)) yield { invariant: '12 notifications', text };
  for (const text of unproven) yield { invariant: '15 files', text };
  for (const text of alerts) yield { invariant: '13 alerts', text };
}
