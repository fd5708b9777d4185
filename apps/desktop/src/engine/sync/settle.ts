import type { MutationResult } from '@holdfast/shared/protocol/mutation.ts';
import { passOnSeen } from '../mutate/chains.ts';
import { markDependents } from '../mutate/dependents.ts';
import { purgeUnheld } from '../mutate/purge-seen.ts';
import { confirm } from '../store/confirmed.ts';
import { findPending, isQuietChange, noteSent, removeFromOutbox } from '../store/outbox.ts';
import { keepRefused } from '../store/refused.ts';
import type { Statements } from '../store/statements.ts';

const unexplained = {
  code: 'UNKNOWN_ERROR',
  message: 'The server did not accept this change and gave no reason.',
} as const;

/**
 * Takes the server's answers to one's own mutations (S5, S22). An accepted one leaves the outbox
 * where its effect is in the base already (`effectsApplied`), otherwise it is noted and waits; a
 * refused one is kept aside with its reason. Gives the sequence numbers that left the outbox; what
 * they touched is still recorded, for the rebase that must follow.
 */
export function settleResults(
  statements: Statements,
  results: readonly MutationResult[],
  effectsApplied: boolean,
): number[] {
  // Those that depend on a refused one come after it.
  const inOrder = results.toSorted((left, right) => left.seq - right.seq);
  return inOrder.filter((result) => settle(statements, result, effectsApplied)).map(({ seq }) => seq);
}

/** Says whether it left the outbox. */
function settle(statements: Statements, result: MutationResult, effectsApplied: boolean): boolean {
  const { seq, id, ok } = result;
  if (!ok) return refuse(statements, result);
  if (effectsApplied) return confirmAndForget(statements, seq, id);
  noteSent(statements, seq, id, result.version ?? 0);
  return false;
}

function confirmAndForget(statements: Statements, seq: number, id: string): boolean {
  const left = confirm(statements, seq, id);
  if (left) purgeUnheld(statements, id);
  return left;
}

function refuse(statements: Statements, { seq, id, error }: MutationResult): boolean {
  const pending = findPending(statements, seq);
  if (pending === undefined || pending.id !== id) return false;
  if (!isQuietChange(pending.name)) keepRefused(statements, pending, error ?? unexplained);
  markDependents(statements, pending);
  passOnSeen(statements, pending);
  removeFromOutbox(statements, seq);
  return true;
}
