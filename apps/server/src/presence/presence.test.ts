import { expect, test } from 'vitest';
import { PresenceWorld, TICK_MS, TIMEOUT_MS } from '../test-support/presence-world.ts';

const ROOM = 'ticket:1';

/** Ben, who is heard of, and Ada, who listens; both have said that they are there. */
function twoPeople() {
  const world = new PresenceWorld();
  const [ada, ben] = [world.connect('ada-1', 'ada'), world.connect('ben-1', 'ben')];
  world.say(ada);
  world.say(ben);
  world.pass(TICK_MS);
  return { world, ada, ben, heard: world.heardBy(ada) };
}

/** Lets time pass in which the others go on saying that they are there, as the app does. */
function passHeard(
  world: PresenceWorld,
  others: Parameters<PresenceWorld['say']>[0][],
  milliseconds: number,
) {
  for (let passed = 0; passed < milliseconds; passed += 30_000) {
    for (const other of others) world.presence.heard(other);
    world.pass(Math.min(30_000, milliseconds - passed));
  }
}

test('a person is online if one device is, idle if none is, and offline when the last one leaves', () => {
  const { world, ben, heard } = twoPeople();
  const phone = world.connect('ben-2', 'ben');
  world.say(phone, { status: 'idle' });
  world.pass(TICK_MS);
  expect(heard.statusOf('ben')).toBe('online');
  const idleSince = world.now;
  world.say(ben, { status: 'idle' });
  world.pass(TICK_MS);
  expect(heard.people.get('ben')).toEqual({ status: 'idle', since: idleSince });
  world.disconnect(ben);
  world.say(phone, { status: 'away' });
  const offlineSince = world.now;
  world.pass(TICK_MS);
  expect(heard.people.get('ben')).toEqual({ status: 'offline', since: offlineSince });
});

test('whoever is killed without a word is offline after the timeout, since they were heard last', () => {
  const { world, ada, ben, heard } = twoPeople();
  world.pass(10_000);
  world.presence.heard(ben);
  const heardAt = world.now;
  passHeard(world, [ada], TIMEOUT_MS - 2 * TICK_MS);
  expect(heard.statusOf('ben')).toBe('online');
  passHeard(world, [ada], 3 * TICK_MS);
  expect(heard.people.get('ben')).toEqual({ status: 'offline', since: heardAt });
  world.presence.heard(ben);
  world.pass(TICK_MS);
  expect(heard.statusOf('ben')).toBe('offline');
  world.say(ben);
  world.pass(TICK_MS);
  expect(heard.statusOf('ben')).toBe('online');
});

test('offline since is when the last device was heard, not when an earlier one was', () => {
  const { world, ada, ben, heard } = twoPeople();
  const phone = world.connect('ben-2', 'ben');
  passHeard(world, [ada, ben], 60_000);
  world.say(phone);
  world.pass(20_000);
  world.disconnect(phone);
  const leftAt = world.now;
  passHeard(world, [ada], TIMEOUT_MS);
  expect(heard.people.get('ben')).toEqual({ status: 'offline', since: leftAt });
});

test('whoever appears offline on one device does so on all, in rooms too, and no moment betrays them', () => {
  const { world, ada, ben, heard } = twoPeople();
  const phone = world.connect('ben-2', 'ben');
  for (const device of [ada, ben, phone]) world.join(device, ROOM);
  const doing = { viewing: [ROOM], editing: [{ room: ROOM, field: 'title' }] };
  world.say(ben, doing);
  world.presence.startTyping(ben, { room: ROOM });
  world.pass(TICK_MS);
  expect([heard.viewing(ROOM), heard.editing(ROOM), heard.writing(ROOM)]).toEqual([
    ['ben'],
    ['ben title'],
    ['ben '],
  ]);
  const hidAt = world.now;
  world.say(phone, { status: 'hidden' });
  expect(heard.writing(ROOM)).toEqual([]);
  world.pass(TICK_MS);
  expect([heard.viewing(ROOM), heard.editing(ROOM)]).toEqual([[], []]);
  expect(world.presence.stateFor(ada, ROOM).people).toEqual(['ada']);
  const { people, rooms, typing } = { ...heard.messages };
  world.say(ben, { ...doing, status: 'idle' });
  world.presence.startTyping(ben, { room: ROOM });
  world.pass(10_000);
  world.disconnect(ben);
  world.disconnect(phone);
  world.pass(10_000);
  world.say(world.connect('ben-3', 'ben'), { status: 'hidden' });
  world.pass(TICK_MS);
  expect(heard.people.get('ben')).toEqual({ status: 'offline', since: hidAt });
  expect(heard.messages).toEqual({ people, rooms, typing });
});

test('who comes is told everybody at once, with since when the newest are offline', () => {
  const { world, ben } = twoPeople();
  const leftAt = world.now;
  world.disconnect(ben);
  world.pass(5_000);
  const eve = world.connect('eve-1', 'eve');
  world.join(eve, ROOM);
  world.pass(TICK_MS);
  expect(world.heardBy(eve).messages.people).toBe(0);
  world.say(eve);
  world.pass(TICK_MS);
  expect(world.heardBy(eve).last).toEqual({
    whole: true,
    online: ['ada', 'eve'],
    idle: [],
    offline: [['ben', leftAt]],
  });
});

test('whatever happens in between, a connection is told at most once in 250 ms, and only what is another one now', () => {
  const { world, ada, ben, heard } = twoPeople();
  world.join(ada, ROOM);
  world.join(ben, ROOM);
  const before = { ...heard.messages };
  for (let step = 0; step < 100; step += 1) {
    world.say(ben, { status: step % 2 === 0 ? 'idle' : 'online', viewing: step % 2 === 0 ? [ROOM] : [] });
    world.presence.startTyping(ben, { room: ROOM });
    world.presence.stopTyping(ben, { room: ROOM });
    world.pass(10);
  }
  world.pass(TICK_MS);
  for (const kind of ['people', 'rooms', 'typing'] as const)
    expect(heard.messages[kind] - before[kind], kind).toBeLessThanOrEqual(5);
  const settled = { ...heard.messages };
  world.say(ben, { status: 'idle' });
  world.say(ben, { status: 'online' });
  world.say(ben, { status: 'online', viewing: [ROOM] });
  world.say(ben, { status: 'online' });
  world.pass(1_000);
  expect(heard.messages.rooms).toBe(settled.rooms);
});

test('who writes is forgotten after 5 s, on stopping and on leaving; each person and field is named once', () => {
  const { world, ada, ben, heard } = twoPeople();
  const phone = world.connect('ben-2', 'ben');
  world.say(phone);
  for (const device of [ada, ben, phone]) world.join(device, ROOM);
  world.presence.startTyping(ben, { room: ROOM });
  expect(heard.writing(ROOM)).toEqual(['ben ']);
  world.presence.startTyping(phone, { room: ROOM });
  world.pass(3_000);
  world.presence.startTyping(phone, { room: ROOM, field: 'description' });
  expect(heard.writing(ROOM)).toEqual(['ben ', 'ben description']);
  world.pass(2_000);
  expect(heard.writing(ROOM)).toEqual(['ben description']);
  world.pass(3_000);
  expect(heard.writing(ROOM)).toEqual([]);
  world.presence.startTyping(ben, { room: ROOM });
  world.leaveRoom(ben, ROOM);
  world.pass(TICK_MS);
  expect(heard.writing(ROOM)).toEqual([]);
  world.presence.startTyping(ben, { room: ROOM });
  world.pass(TICK_MS);
  expect(heard.writing(ROOM)).toEqual([]);
});

test('what is said of a room counts only while one is in it', () => {
  const { world, ada, ben, heard } = twoPeople();
  world.join(ada, ROOM);
  world.say(ben, { viewing: [ROOM], editing: [{ room: ROOM, field: 'title' }] });
  world.pass(TICK_MS);
  expect([heard.viewing(ROOM), heard.editing(ROOM)]).toEqual([[], []]);
  world.join(ben, ROOM);
  world.pass(TICK_MS);
  expect([heard.viewing(ROOM), heard.editing(ROOM)]).toEqual([['ben'], ['ben title']]);
  const told = world.heardBy(ben).messages.rooms;
  world.rooms.leave(ben, ROOM);
  world.say(ada, { viewing: [ROOM] });
  world.pass(TICK_MS);
  expect([heard.viewing(ROOM), heard.editing(ROOM)]).toEqual([['ada'], []]);
  expect(world.heardBy(ben).messages.rooms).toBe(told);
});

test('where many are told, they are told less often', () => {
  const world = new PresenceWorld();
  const many = Array.from({ length: 600 }, (_, place) => world.connect(`${place}`, `person ${place}`));
  for (const connection of many) {
    world.say(connection);
    world.pass(10);
  }
  world.pass(1_000);
  const [first] = many;
  if (first === undefined) throw new Error('There is nobody.');
  expect(world.heardBy(first).people.size).toBe(600);
  expect(world.heardBy(first).messages.people).toBeLessThan(18);
  expect(world.presence.figures).toEqual({ online: 600, idle: 0 });
});

test('where nobody is there, nothing is looked for', () => {
  const { world, ada, ben } = twoPeople();
  expect(world.isAtWork).toBe(true);
  world.disconnect(ada);
  world.disconnect(ben);
  world.pass(2 * TICK_MS);
  expect(world.isAtWork).toBe(false);
});

test('a server that has stopped looks for nothing, whoever leaves then', () => {
  const { world, ada, ben, heard } = twoPeople();
  world.presence.stop();
  world.say(ada, { status: 'idle' });
  world.disconnect(ben);
  expect(world.isAtWork).toBe(false);
  expect(heard.messages.people).toBe(1);
});
