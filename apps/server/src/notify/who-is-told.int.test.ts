import { writeMention } from '@holdfast/shared/mentions.ts';
import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import {
  type Name,
  type NoticeWorld,
  names,
  noticeWorld,
  type Step,
  type Told,
} from '../test-support/notice-world.ts';
import { newId } from '../test-support/test-server.ts';

const write = (threadId: string, body = 'Hello'): Step => ['message.create', { id: newId(), threadId, body }];
const edit = (id: string, field: string, was: string | null, now: string | null): Step => [
  'ticket.update',
  { id, changes: { [field]: { was, now } } },
];

type Made = { readonly id: string };

/** A ticket of Sam's, which Ben has taken on and Tom watches, with nothing told of it yet. */
async function busyTicket(world: NoticeWorld): Promise<Made> {
  const ticket = newTicket();
  await world.change('Sam', ['ticket.create', ticket]);
  await world.change('Ben', edit(ticket.id, 'assigneeId', null, world.idOf('Ben')), [
    'ticket.watch',
    { id: ticket.id, userId: world.idOf('Tom') },
  ]);
  return ticket;
}

async function worldWithTicket(): Promise<{ world: NoticeWorld; ticket: Made }> {
  const world = await noticeWorld();
  return { world, ticket: await busyTicket(world) };
}

interface Case {
  readonly what: string;
  readonly by: Name;
  readonly steps: (world: NoticeWorld, ticket: Made) => readonly Step[];
  readonly told: Told;
}

const named = (world: NoticeWorld, ...people: readonly Name[]) =>
  people.map((name) => writeMention({ kind: 'person', id: world.idOf(name) }, name)).join(' ');

const cases: readonly Case[] = [
  { what: 'a new ticket', by: 'Sam', steps: () => [['ticket.create', newTicket()]], told: {} },
  {
    what: 'a new ticket, of the desk for somebody',
    by: 'Ada',
    steps: (world) => [['ticket.create', newTicket({ assigneeId: world.idOf('Tom') })]],
    told: { Tom: ['assigned'] },
  },
  {
    what: 'a new urgent ticket of staff',
    by: 'Sam',
    steps: () => [['ticket.create', newTicket({ priority: 'urgent' })]],
    told: { Root: ['URGENT urgent'], Mia: ['URGENT urgent'], Ada: ['URGENT urgent'], Ben: ['URGENT urgent'] },
  },
  {
    what: 'a new urgent ticket, of Ada for Ben',
    by: 'Ada',
    steps: (world) => [['ticket.create', newTicket({ priority: 'urgent', assigneeId: world.idOf('Ben') })]],
    told: { Root: ['URGENT urgent'], Mia: ['URGENT urgent'], Ben: ['URGENT assigned'] },
  },
  {
    what: 'a ticket that becomes urgent',
    by: 'Ben',
    steps: (_, { id }) => [edit(id, 'priority', 'normal', 'urgent')],
    told: { Root: ['URGENT urgent'], Mia: ['URGENT urgent'], Ada: ['URGENT urgent'] },
  },
  {
    what: 'a ticket that becomes urgent as it is resolved',
    by: 'Ben',
    steps: (_, { id }) => [
      [
        'ticket.update',
        {
          id,
          changes: { priority: { was: 'normal', now: 'urgent' }, status: { was: 'open', now: 'resolved' } },
        },
      ],
    ],
    told: { Sam: ['status'], Tom: ['status'] },
  },
  {
    what: 'another priority',
    by: 'Ben',
    steps: (_, { id }) => [edit(id, 'priority', 'normal', 'high')],
    told: {},
  },
  {
    what: 'somebody else takes it on: of the two things Ben hears that his choice was replaced',
    by: 'Ada',
    steps: (world, { id }) => [edit(id, 'assigneeId', null, world.idOf('Ada'))],
    told: { Ben: ['overwritten'] },
  },
  {
    what: 'somebody else is given it',
    by: 'Ben',
    steps: (world, { id }) => [edit(id, 'assigneeId', world.idOf('Ben'), world.idOf('Ada'))],
    told: { Ada: ['assigned'] },
  },
  {
    what: 'it is taken from Ben by who knows that he has it',
    by: 'Mia',
    steps: (world, { id }) => [edit(id, 'assigneeId', world.idOf('Ben'), null)],
    told: { Ben: ['unassigned'] },
  },
  {
    what: 'it is resolved',
    by: 'Ben',
    steps: (_, { id }) => [edit(id, 'status', 'open', 'resolved')],
    told: { Sam: ['status'], Tom: ['status'] },
  },
  {
    what: 'another title',
    by: 'Ben',
    steps: (_, { id }) => [edit(id, 'title', 'The printer smokes', 'The printer burns')],
    told: {},
  },
  {
    what: 'a comment of whoever made it',
    by: 'Sam',
    steps: (_, { id }) => [write(id)],
    told: { Ben: ['commented'], Tom: ['commented'] },
  },
  {
    what: 'a comment that names somebody of the desk, and somebody whom it concerns anyway',
    by: 'Sam',
    steps: (world, { id }) => [write(id, `${named(world, 'Ada', 'Tom')} look`)],
    told: { Ada: ['mentioned'], Ben: ['commented'], Tom: ['mentioned'] },
  },
  {
    what: 'a comment that names oneself',
    by: 'Sam',
    steps: (world, { id }) => [write(id, named(world, 'Sam'))],
    told: { Ben: ['commented'], Tom: ['commented'] },
  },
  {
    what: 'a due date in some hours',
    by: 'Sam',
    steps: (_, { id }) => [edit(id, 'due', null, '2026-03-02T18:00:00.000Z')],
    told: { Ben: ['due-soon'] },
  },
  {
    what: 'a due date in some days',
    by: 'Sam',
    steps: (_, { id }) => [edit(id, 'due', null, '2026-03-05T18:00:00.000Z')],
    told: {},
  },
  {
    what: 'a due date that has passed, which raises an alert',
    by: 'Sam',
    steps: (_, { id }) => [edit(id, 'due', null, '2026-03-01T18:00:00.000Z')],
    told: { Root: ['alert'] },
  },
];

test('each change is told to those whom it concerns, and to nobody else', async () => {
  const world = await noticeWorld();
  const told: Record<string, Told> = {};
  for (const { what, by, steps } of cases) {
    const ticket = await busyTicket(world);
    await world.change(by, ...steps(world, ticket));
    told[what] = await world.news();
  }
  expect(told).toEqual(Object.fromEntries(cases.map(({ what, told: expected }) => [what, expected])));
});

const subscribe = (subjectId: string, mode: string, subjectTable = 'ticket'): Step => [
  'subscription.set',
  { id: newId(), subjectTable, subjectId, mode, was: null },
];

test('whoever follows hears what is said; whoever mutes hears only what is said to them', async () => {
  const { world, ticket } = await worldWithTicket();
  await world.change('Ada', subscribe(ticket.id, 'follow'));
  await world.change('Ben', subscribe(ticket.id, 'mute'));
  await world.change('Sam', write(ticket.id));
  expect(await world.news()).toEqual({ Ada: ['commented'], Tom: ['commented'] });
  await world.change('Sam', write(ticket.id, named(world, 'Ben')));
  expect((await world.news()).Ben).toEqual(['mentioned']);
});

test('what a person does not want in the inbox is not made; the next reason counts then', async () => {
  const { world, ticket } = await worldWithTicket();
  const off = (kind: string): Step => [
    'preference.channel',
    { userId: world.idOf('Ben'), kind, channel: 'inbox', on: false },
  ];
  await world.change('Ben', off('mentioned'));
  await world.change('Sam', write(ticket.id, named(world, 'Ben')));
  expect((await world.news()).Ben).toEqual(['commented']);
  await world.change('Ben', off('commented'));
  await world.change('Sam', write(ticket.id, named(world, 'Ben')));
  expect((await world.news()).Ben).toBeUndefined();
});

test('new tickets are told to those of the desk who want it, also when they choose it in the same transaction', async () => {
  const world = await noticeWorld();
  const want = (name: Name, on: boolean): Step => [
    'preference.channel',
    { userId: world.idOf(name), kind: 'created', channel: 'inbox', on },
  ];
  await world.change('Ada', want('Ada', true));
  await world.change('Sam', want('Sam', true));
  await world.change('Tom', ['ticket.create', newTicket()]);
  expect(await world.news()).toEqual({ Ada: ['created'] });
  await world.queue.submit(3, function* (commit) {
    yield* world.apply(commit, 'Tom', ['ticket.create', newTicket()]);
    yield* world.apply(commit, 'Ben', want('Ben', true));
    yield* world.apply(commit, 'Tom', ['ticket.create', newTicket()]);
  });
  expect(await world.news()).toEqual({ Ada: ['created', 'created'], Ben: ['created'] });
});

test('S8: nobody hears of what they may not see: an admin and an outsider named in a private group', async () => {
  const world = await noticeWorld();
  const group = newId();
  const members = (['Sam', 'Tom'] as const).map((name) => ({ id: newId(), userId: world.idOf(name) }));
  await world.change('Sam', ['conversation.create', { id: group, name: 'Lunch', members }]);
  expect(await world.news()).toEqual({ Tom: ['message'] });
  await world.change('Sam', write(group, named(world, 'Root', 'Ada', 'Tom')));
  expect(await world.news()).toEqual({ Tom: ['mentioned'] });
});

test('S8: whoever loses sight of a ticket by being taken off it is not told so', async () => {
  const world = await noticeWorld();
  const ticket = newTicket({ assigneeId: world.idOf('Tom') });
  await world.change('Ada', ['ticket.create', ticket]);
  expect(await world.news()).toEqual({ Tom: ['assigned'] });
  await world.change('Ada', edit(ticket.id, 'assigneeId', world.idOf('Tom'), null));
  expect(await world.news()).toEqual({});
  await world.change('Ada', write(ticket.id, named(world, 'Tom')));
  expect(await world.news()).toEqual({});
});

test('nobody is told who was disabled', async () => {
  const { world, ticket } = await worldWithTicket();
  await world.change('Root', ['user.disable', { id: world.idOf('Ben') }]);
  await world.change('Sam', write(ticket.id), ['ticket.create', newTicket({ priority: 'urgent' })]);
  expect(Object.keys(await world.news())).toEqual(['Root', 'Mia', 'Ada', 'Tom']);
});

test('an edit tells only those whom it names anew, and what is taken back is told no more', async () => {
  const { world, ticket } = await worldWithTicket();
  const id = newId();
  const body = named(world, 'Ada');
  await world.change('Sam', ['message.create', { id, threadId: ticket.id, body }]);
  expect(await world.news()).toEqual({ Ada: ['mentioned'], Ben: ['commented'], Tom: ['commented'] });
  const now = `${body} ${named(world, 'Mia')}`;
  await world.change('Sam', [
    'message.edit',
    { id, versionId: newId(), changes: { body: { was: body, now } } },
  ]);
  expect(await world.news()).toEqual({ Mia: ['mentioned'] });
  await world.change('Sam', ['message.delete', { id }]);
  for (const name of names) expect(await world.notifications(name)).toEqual([]);
});

test('a file alone is news to nobody, and a message with files is news as any other', async () => {
  const { world, ticket } = await worldWithTicket();
  const file = () => ({ id: newId(), name: 'Photo.png', hash: 'a'.repeat(64), size: 10 });
  const subject = { subjectTable: 'ticket', subjectId: ticket.id };
  await world.change('Sam', ['attachment.add', { ...file(), ...subject }]);
  expect(await world.news()).toEqual({});
  const id = newId();
  await world.change('Sam', ['message.post', { id, threadId: ticket.id, body: '', files: [file()] }]);
  expect(await world.news()).toEqual({ Ben: ['commented'], Tom: ['commented'] });
  await world.change('Sam', ['message.delete', { id }]);
  for (const name of names) expect(await world.notifications(name)).toEqual([]);
});

test('what was told of a ticket goes with it', async () => {
  const world = await noticeWorld();
  const ticket = newTicket({ priority: 'urgent' });
  await world.change('Sam', ['ticket.create', ticket]);
  expect(Object.keys(await world.news())).toEqual(['Root', 'Mia', 'Ada', 'Ben']);
  await world.change('Ada', subscribe(ticket.id, 'follow'));
  await world.change('Sam', ['ticket.withdraw', { id: ticket.id }]);
  expect(await world.rows('subscription')).toEqual([]);
  for (const name of names) expect(await world.notifications(name)).toEqual([]);
});

test('an import tells nobody', async () => {
  const world = await noticeWorld();
  const at = '2026-01-05T08:00:00.000Z';
  await world.change('Root', [
    'ticket.import',
    {
      ...{ id: newId(), title: 'Old', description: '', status: 'open', priority: 'urgent', divisionId: null },
      ...{ due: '2026-03-02T12:00:00.000Z', createdAt: at, updatedAt: at },
      comments: [{ id: newId(), body: named(world, 'Ada'), createdAt: at }],
    },
  ]);
  expect(await world.news()).toEqual({});
});
