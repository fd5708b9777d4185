import type { MutationResult } from '@holdfast/shared/protocol/mutation.ts';
import { findPending, keepRefused, noteSent, removeFromOutbox } from '../store/outbox.ts';
import type { Statements } from '../store/statements.ts';

const unexplained = {
  code: 'UNKNOWN_ERROR',
  message: 'The server did not accept this change and gave no reason.',
} as const;

/**
 * Takes the server's answers to one's own mutations (S5, S22). An accepted one leaves the outbox
 * where its effect is in the base already (`effectsApplied`), otherwise it is noted and waits; a
 * refused one is kept aside with its reason. Gives the sequence numbers that left the outbox.
 */
export function settleResults(
  statements: Statements,
  results: readonly MutationResult[],
  effectsApplied: boolean,
): number[] {
  const settled: number[] = [];
  for (const result of results) {
    const pending = findPending(statements, result.seq);
    if (pending === undefined || pending.id !== result.id) continue;
    if (result.ok && !effectsApplied) {
      noteSent(statements, pending.seq, result.version ?? 0);
      continue;
    }
    if (!result.ok) keepRefused(statements, pending, result.error ?? unexplained);
    removeFromOutbox(statements, pending.seq);
    settled.push(pending.seq);
  }
  return settled;
}
