import { expect, test } from 'vitest';
import type { RowFieldChanges } from '../entity/define-mutation.ts';
import { findMutation } from '../registry.ts';
import { id } from '../test-support/desk.ts';
import { forgetSeen, seenAfter, seenBefore, seenValues } from './seen-values.ts';

function update(changes: Record<string, { was?: string; now: string }>, ticketId = id(40)) {
  return { id: ticketId, changes };
}

function changesOf(args: unknown, name = 'ticket.update'): RowFieldChanges {
  const changes = findMutation(name)?.changes?.(args);
  if (changes === undefined) throw new Error('These are no changes of fields.');
  return changes;
}

const first = update({ title: { was: 'a', now: 'b' }, status: { was: 'open', now: 'closed' } });

test('S27: on top of a change that was refused counts what that one’s author had seen', () => {
  const second = update({ title: { was: 'b', now: 'c' }, priority: { was: 'low', now: 'high' } });
  expect(seenBefore(second, changesOf(second), changesOf(first))).toEqual(
    update({ title: { was: 'a', now: 'c' }, priority: { was: 'low', now: 'high' } }),
  );
});

test('S27: a value that came from elsewhere stays, and so does a change of another row', () => {
  const elsewhere = update({ title: { was: 'x', now: 'c' } });
  expect(seenBefore(elsewhere, changesOf(elsewhere), changesOf(first))).toBeUndefined();
  const other = update({ title: { was: 'b', now: 'c' } }, id(41));
  expect(seenBefore(other, changesOf(other), changesOf(first))).toBeUndefined();
});

test('S23, S27: what the refused change’s author may not know any more is not known here either', () => {
  const second = update({ title: { was: 'b', now: 'c' } });
  const purged = update({ title: { now: 'b' } });
  expect(seenBefore(second, changesOf(second), changesOf(purged))).toEqual(update({ title: { now: 'c' } }));
});

test('S5: where both are made again, the second has seen the first one’s value again', () => {
  const second = update({ title: { was: 'b', now: 'c' } });
  const rebased = seenBefore(second, changesOf(second), changesOf(first)) ?? null;
  expect(seenAfter(rebased, changesOf(rebased), changesOf(first))).toEqual(second);
});

const undo = { id: id(40), changes: { title: { ifStill: 'b', now: 'a' } } };

test('S27: an undo keeps what it undoes', () => {
  const changes = changesOf(undo, 'ticket.revert');
  expect(changes.fields).toEqual({ title: { was: 'b', now: 'a' } });
  expect(seenValues(undo, changes).size).toBe(0);
  expect(seenBefore(undo, changes, changesOf(first))).toBeUndefined();
});

test('S23: what an author had seen is forgotten, and what they wrote stays; an undo holds nothing else', () => {
  expect(forgetSeen(first)).toEqual(update({ title: { now: 'b' }, status: { now: 'closed' } }));
  expect(forgetSeen(undo)).toEqual({ id: id(40), changes: {} });
});
