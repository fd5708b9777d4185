import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { RoomResponse } from '@holdfast/shared/protocol/room.ts';
import { expect, test } from 'vitest';
import { emptyRoom, type RoomState } from '../api/presence.ts';
import { settlePromises } from '../test-support/manual-clock.ts';
import { ben, eva, me, PresenceSetup } from '../test-support/presence-setup.ts';
import { roomOf } from '../test-support/script-transport.ts';

const room = 'ticket:one';

/** What a watcher of the room heard, the last of it at the end. */
function watch({ client }: PresenceSetup, viewing = true) {
  const heard: RoomState[] = [];
  const stop = client.watchRoom(room, viewing, (state) => heard.push(state));
  return { heard, stop, last: () => heard.at(-1) };
}

test('a room is entered once however many need it, and left a second after the last', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  const stops = [watch(setup).stop, watch(setup, false).stop, setup.client.edit(room, 'title')];
  await setup.enter();
  for (const stop of stops) stop();
  await setup.clock.advance(999);
  expect([setup.line.joined, setup.line.left]).toEqual([[room], []]);
  await setup.clock.advance(1);
  expect(setup.line.left).toEqual([room]);
});

test('going back and forth costs nothing', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  for (let turn = 0; turn < 20; turn += 1) {
    const { stop } = watch(setup);
    await setup.clock.advance(200);
    stop();
    await setup.clock.advance(300);
  }
  expect([setup.line.joined, setup.line.left]).toEqual([[room], []]);
});

test('leafing through a list enters no room but the last', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  for (let turn = 0; turn < 30; turn += 1) {
    setup.client.watchRoom(`ticket:${turn}`, true, () => {})();
    await setup.clock.advance(33);
  }
  watch(setup);
  await setup.clock.advance(5_000);
  expect([setup.line.joined, setup.line.left]).toEqual([[room], []]);
});

test('a room that could not be left is left when the server said, unless it is needed again', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  setup.network.answerLeave = () => {
    throw new HoldfastError('RATE_LIMIT_EXCEEDED', 'Wait.', { retryAfterMs: 2_000 });
  };
  const { stop } = watch(setup);
  await setup.enter();
  stop();
  await setup.clock.advance(3_000);
  expect(setup.line.left).toHaveLength(2);
  watch(setup);
  await setup.clock.advance(60_000);
  expect(setup.line.left).toHaveLength(2);
});

test('what others do is heard, oneself left out, also uncounted in a crowd', async () => {
  const setup = new PresenceSetup();
  setup.network.answerJoin = () =>
    roomOf(room, { viewers: 2, viewing: [me, ben], typing: [{ userId: ben }, { userId: me }] });
  await setup.connect();
  const { last } = watch(setup);
  await setup.enter();
  const base = { known: true, viewers: 1, viewing: [ben], editing: [] };
  expect(last()).toEqual({ ...base, typing: [{ userId: ben }] });
  setup.client.typingChange({ room, typing: [] });
  setup.client.presenceRoom({
    rooms: [{ room, viewers: 70, viewing: [ben, eva], editing: [{ userId: eva, field: 'title' }] }],
  });
  const editing = [{ userId: eva, field: 'title' }];
  expect(last()).toEqual({ known: true, viewers: 69, viewing: [ben, eva], editing, typing: [] });
});

test('what says nothing new is not heard', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  const { heard } = watch(setup);
  await setup.enter();
  const before = heard.length;
  setup.client.presenceRoom({ rooms: [{ room, viewers: 1, viewing: [me], editing: [] }] });
  expect(heard).toHaveLength(before);
});

test('rooms are entered again over a new line, and unknown in between', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  setup.network.answerJoin = () => roomOf(room, { viewers: 1, viewing: [ben] });
  const { last } = watch(setup);
  await setup.enter();
  setup.client.lineDown();
  expect(last()).toEqual(emptyRoom);
  await setup.connect();
  expect(setup.line.joined).toEqual([room]);
  expect(last()?.viewing).toEqual([ben]);
});

test('a room that was let go while there was no line is not entered again', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  const { stop } = watch(setup);
  await setup.enter();
  setup.client.lineDown();
  stop();
  await setup.connect();
  await setup.clock.advance(2_000);
  expect([setup.line.joined, setup.line.left]).toEqual([[], []]);
});

test('a room that one may not enter stays unknown, and is not asked for again', async () => {
  const setup = new PresenceSetup();
  setup.network.answerJoin = () => {
    throw new HoldfastError('NOT_FOUND', 'Not there.');
  };
  await setup.connect();
  const { last } = watch(setup);
  await setup.clock.advance(600_000);
  expect(setup.line.joined).toEqual([room]);
  expect(last()).toEqual(emptyRoom);
});

test('a new row’s room is entered once the server has the row', async () => {
  const setup = new PresenceSetup();
  const enter = setup.network.answerJoin;
  setup.network.answerJoin = () => {
    throw new HoldfastError('NOT_FOUND', 'Not there yet.');
  };
  await setup.connect();
  const { last } = watch(setup);
  await setup.enter();
  setup.network.answerJoin = enter;
  setup.client.rowsTouched([
    { table: 'ticket', id: 'other' },
    { table: 'ticket', id: 'one' },
  ]);
  await settlePromises();
  expect(setup.line.joined).toEqual([room, room]);
  expect(last()?.known).toBe(true);
});

test('who loses sight of a row hears no more of its room, and tells nothing there', async () => {
  const setup = new PresenceSetup();
  setup.network.answerJoin = () => roomOf(room, { viewers: 1, viewing: [ben] });
  await setup.connect();
  const { last } = watch(setup);
  await setup.enter();
  await setup.clock.advance(1_000);
  expect(setup.line.presence.at(-1)?.viewing).toEqual([room]);
  setup.rows = [];
  setup.client.rowsTouched([{ table: 'ticket', id: '*' }]);
  await setup.clock.advance(1_000);
  expect(last()).toEqual(emptyRoom);
  expect(setup.line.presence.at(-1)?.viewing).toEqual([]);
});

test.each(['SERVER_BUSY', 'RATE_LIMIT_EXCEEDED'] as const)(
  'after %s a room is asked for again when the server said',
  async (code) => {
    const setup = new PresenceSetup();
    const enter = setup.network.answerJoin;
    setup.network.answerJoin = () => {
      throw new HoldfastError(code, 'Later.', { retryAfterMs: 700 });
    };
    await setup.connect();
    const { last } = watch(setup);
    await setup.enter();
    setup.network.answerJoin = enter;
    await setup.clock.advance(699);
    expect(setup.line.joined).toHaveLength(1);
    await setup.clock.advance(1);
    expect(last()?.known).toBe(true);
  },
);

test('a room is left after the answer to having entered it, however late that comes', async () => {
  const setup = new PresenceSetup();
  let answer = (_room: RoomResponse): void => {};
  setup.network.answerJoin = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  await setup.connect();
  const { stop } = watch(setup);
  await setup.enter();
  stop();
  await setup.clock.advance(5_000);
  expect(setup.line.left).toEqual([]);
  answer(roomOf(room));
  await settlePromises();
  expect(setup.line.left).toEqual([room]);
});

test('whoever needs a room again before it was entered stays in it', async () => {
  const setup = new PresenceSetup();
  const answers: ((answer: RoomResponse) => void)[] = [];
  setup.network.answerJoin = () => new Promise((resolve) => answers.push(resolve));
  await setup.connect();
  const { stop } = watch(setup);
  await setup.enter();
  stop();
  await setup.clock.advance(5_000);
  const { last } = watch(setup);
  for (const answer of answers) answer(roomOf(room));
  await setup.clock.advance(5_000);
  expect([setup.line.joined, setup.line.left, last()?.known]).toEqual([[room], [], true]);
});

test('an answer over a line that is gone says nothing', async () => {
  const setup = new PresenceSetup();
  let answer = (_room: RoomResponse): void => {};
  setup.network.answerJoin = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  await setup.connect();
  const { last } = watch(setup);
  await setup.enter();
  setup.client.lineDown();
  answer(roomOf(room, { viewers: 1, viewing: [ben] }));
  await settlePromises();
  expect(last()).toEqual(emptyRoom);
});

test('who seems to write for long is asked about: shown while it is so, and not without an answer', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  const { last } = watch(setup);
  await setup.enter();
  const typing = [{ userId: ben }];
  setup.client.typingChange({ room, typing });
  setup.network.answerJoin = () => roomOf(room, { typing });
  await setup.clock.advance(20_000);
  expect(last()?.typing).toEqual(typing);
  setup.network.answerJoin = () => new Promise(() => {});
  await setup.clock.advance(12_000);
  expect(last()?.typing).toEqual([]);
});

test('a thousand windows that come and go leave no room, no timer and nobody to tell', async () => {
  const setup = new PresenceSetup();
  await setup.connect();
  for (let turn = 0; turn < 1_000; turn += 1) {
    const name = `ticket:${turn % 40}`;
    const stops = [setup.client.watchRoom(name, turn % 2 === 0, () => {}), setup.client.edit(name, 'title')];
    if (turn % 3 === 0) await setup.clock.advance(turn % 1_500);
    setup.client.typing({ room: name });
    for (const stop of stops) stop();
    if (turn % 100 === 0) await setup.reconnect();
  }
  await setup.clock.advance(10_000);
  expect(setup.client.held()).toEqual({ rooms: 0, writing: 0 });
  const { joined, left } = setup.line;
  expect(left.toSorted()).toEqual(joined.toSorted());
  setup.client.watchRoom(room, true, () => {})();
  setup.client.lineDown();
  expect(setup.clock.waiting).toBe(0);
});
