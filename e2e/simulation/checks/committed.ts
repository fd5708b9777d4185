import type { Mirror, RowWrite } from '../world/mirror.ts';
import { checkEnds, checkReturns, raisedAmong } from './alert-changes.ts';
import { toldIn, toldWrongly } from './notifications.ts';

/** A promise that a commit broke. */
interface Broken {
  readonly invariant: string;
  readonly text: string;
}

/** Takes what a commit wrote, one change after the other, and gives what is wrong with it. */
export function* applyChanges(mirror: Mirror, writes: readonly RowWrite[]): Generator<Broken> {
  for (let begin = 0; begin < writes.length; ) {
    const version = writes[begin]?.version;
    const next = writes.findIndex((write, place) => place > begin && write.version !== version);
    const end = next === -1 ? writes.length : next;
    yield* applyChange(mirror, writes.slice(begin, end));
    begin = end;
  }
}

function* applyChange(mirror: Mirror, writes: readonly RowWrite[]): Generator<Broken> {
  const told = toldIn(mirror, writes);
  const raised = raisedAmong(mirror, writes);
  const alerts = [...checkReturns(mirror, writes)];
  mirror.apply(writes);
  alerts.push(...checkEnds(mirror, raised));
  for (const text of toldWrongly(mirror, told)) yield { invariant: '12 notifications', text };
  for (const text of alerts) yield { invariant: '13 alerts', text };
}
