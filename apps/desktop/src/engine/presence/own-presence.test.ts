import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { expect, test } from 'vitest';
import { settlePromises } from '../test-support/manual-clock.ts';
import { PresenceSetup } from '../test-support/presence-setup.ts';

const room = 'ticket:one';

function statuses({ line }: PresenceSetup): string[] {
  return line.presence.map(({ status }) => status);
}

test('one is told to be there as soon as a line stands, and again every 30 s', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  expect(setup.line.presence).toEqual([{ status: 'online', viewing: [], editing: [] }]);
  await setup.clock.advance(89_999);
  expect(statuses(setup)).toEqual(['online', 'online', 'online']);
});

test('what one looks at and edits is told once the rooms are entered', async () => {
  const setup = new PresenceSetup();
  setup.client.watchRoom(room, true, () => {});
  setup.client.edit(room, 'title');
  await setup.connect();
  await setup.clock.advance(50);
  expect(setup.line.presence.at(-1)).toEqual({
    status: 'online',
    viewing: [room],
    editing: [{ room, field: 'title' }],
  });
});

test('a room that one only watches is not told to be looked at', async () => {
  const setup = new PresenceSetup();
  setup.client.watchRoom(room, false, () => {});
  await setup.connect();
  await setup.clock.advance(5_000);
  expect(setup.line.presence).toHaveLength(1);
});

test('whatever one does, it is told at most once a second, and the last of it is', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  await setup.clock.advance(1_000);
  for (let turn = 0; turn < 10; turn += 1) {
    const stop = setup.client.watchRoom(`ticket:${turn}`, true, () => {});
    await setup.clock.advance(200);
    if (turn < 9) stop();
  }
  await setup.clock.advance(1_000);
  expect(setup.line.presence.length).toBeLessThanOrEqual(4);
  expect(setup.line.presence.at(-1)?.viewing).toEqual(['ticket:9']);
});

test('what changed and changed back is not told', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  setup.client.setAttention('idle');
  setup.client.setAttention('active');
  await setup.clock.advance(1_000);
  expect(statuses(setup)).toEqual(['online', 'online']);
});

test('idle and locked are told as idle; of sleep others hear at once', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  setup.client.setAttention('idle');
  await setup.clock.advance(1_000);
  setup.client.setAttention('locked');
  await setup.clock.advance(1_000);
  setup.client.setAttention('asleep');
  expect(statuses(setup)).toEqual(['online', 'idle', 'away']);
});

test('who appears offline tells nothing else: not what they look at, not what they write', async () => {
  const setup = new PresenceSetup();
  setup.hidden = true;
  setup.client.watchRoom(room, true, () => {});
  setup.client.edit(room, 'title');
  await setup.connect();
  setup.client.typing({ room });
  await setup.clock.advance(100_000);
  expect(new Set(setup.line.presence.map((update) => JSON.stringify(update)))).toEqual(
    new Set([JSON.stringify({ status: 'hidden', viewing: [], editing: [] })]),
  );
  expect(setup.line.typing).toEqual([]);
});

test('the choice to appear offline, made here or elsewhere, is told within a second', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  setup.hidden = true;
  setup.client.rowsTouched([{ table: 'preference', id: '*' }]);
  await setup.clock.advance(1_000);
  expect(statuses(setup).at(-1)).toBe('hidden');
});

test('a server that takes no more just now is told when it said', async () => {
  const setup = new PresenceSetup();
  setup.network.answerPresence = () => {
    throw new HoldfastError('RATE_LIMIT_EXCEEDED', 'Wait.', { retryAfterMs: 4_000 });
  };
  await setup.connect();
  setup.network.answerPresence = () => {};
  await setup.clock.advance(3_999);
  expect(setup.line.presence).toHaveLength(1);
  await setup.clock.advance(1);
  expect(setup.line.presence).toHaveLength(2);
});

test('over a line that is gone nothing is told, and over the next one all of it', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  const before = setup.line;
  setup.client.lineDown();
  setup.client.setAttention('idle');
  await setup.clock.advance(60_000);
  expect(before.presence).toHaveLength(1);
  await setup.connect();
  await settlePromises();
  expect(statuses(setup)).toEqual(['idle']);
});

test('while the app rests it is told once a minute, and at once when somebody is there again', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  setup.client.setResting(true);
  await setup.clock.advance(30_000);
  expect(setup.line.presence).toHaveLength(2);
  await setup.clock.advance(5 * 60_000);
  expect(setup.line.presence).toHaveLength(7);
  setup.client.setResting(false);
  expect(setup.line.presence).toHaveLength(8);
  await setup.clock.advance(60_000);
  expect(setup.line.presence).toHaveLength(10);
});
