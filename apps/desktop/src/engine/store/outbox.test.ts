import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { expect, test } from 'vitest';
import { createTestIds, MemoryAccount } from '../test-support/memory-account.ts';
import { removeFromOutbox, takeUnsent } from './outbox.ts';

const newId = createTestIds();

test('S6: a push ends where a change between was answered already, and the next push goes on behind it', () => {
  const account = new MemoryAccount();
  for (let count = 0; count < 3; count += 1) account.write('ticket.create', newTicket(newId()));
  // The first waits for the delta that holds it, the second was refused and has left.
  removeFromOutbox(account.statements, 2);
  const seqsAfter = (seq: number) =>
    takeUnsent(account.statements, seq, 100, 100_000).map((next) => next.seq);
  expect(seqsAfter(0)).toEqual([1]);
  expect(seqsAfter(1)).toEqual([3]);
});
