import { expect, test } from 'vitest';
import { settlePromises } from '../test-support/manual-clock.ts';
import { PresenceSetup } from '../test-support/presence-setup.ts';

const room = 'ticket:one';

/** A line on which one is in the room. */
async function inRoom() {
  const setup = new PresenceSetup();
  const leave = setup.client.watchRoom(room, true, () => {});
  await setup.connect();
  return { ...setup, setup, leave };
}

/** Writes for so long, a key every 200 ms. */
async function writeFor(milliseconds: number, { client, clock }: PresenceSetup): Promise<void> {
  for (let gone = 0; gone < milliseconds; gone += 200) {
    client.typing({ room });
    await clock.advance(200);
  }
}

test('the first key is told at once, and then at most one in three seconds', async () => {
  const { setup } = await inRoom();
  setup.client.typing({ room });
  expect(setup.line.typing).toEqual([{ kind: 'start', room }]);
  await writeFor(11_800, setup);
  expect(setup.line.typing).toHaveLength(4);
});

test('whoever pauses and goes on is told at once again', async () => {
  const { setup } = await inRoom();
  setup.client.typing({ room });
  await setup.clock.advance(4_000);
  setup.client.typing({ room });
  expect(setup.line.typing).toHaveLength(2);
});

test('who has stopped is told so once, also after a pause', async () => {
  const { setup } = await inRoom();
  setup.client.typing({ room, field: 'title' });
  await setup.clock.advance(4_500);
  setup.client.typingStopped({ room, field: 'title' });
  setup.client.typingStopped({ room, field: 'title' });
  expect(setup.line.typing.at(-1)).toEqual({ kind: 'stop', room, field: 'title' });
  expect(setup.line.typing).toHaveLength(2);
});

test('who sends one line after the other is not told more often for it', async () => {
  const { setup } = await inRoom();
  for (let line = 0; line < 10; line += 1) {
    setup.client.typing({ room });
    setup.client.typingStopped({ room });
    await setup.clock.advance(300);
  }
  expect(setup.line.typing.map(({ kind }) => kind)).toEqual(['start', 'stop']);
});

test('who leaves the room has stopped', async () => {
  const { setup, leave } = await inRoom();
  setup.client.typing({ room });
  leave();
  expect(setup.line.typing.at(-1)).toEqual({ kind: 'stop', room });
});

test('outside a room nothing is told, nor is anything left of it over the next line', async () => {
  const { setup } = await inRoom();
  setup.client.typing({ room: 'ticket:two' });
  setup.client.typing({ room });
  setup.client.lineDown();
  setup.client.typing({ room });
  await setup.connect();
  await setup.clock.advance(10_000);
  await settlePromises();
  expect(setup.network.tries.map(({ typing }) => typing.length)).toEqual([1, 0]);
});
