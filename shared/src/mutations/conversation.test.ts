import { expect, test } from 'vitest';
import { directThreadId } from '../direct-thread-id.ts';
import type { User } from '../model/user.ts';
import { scopesOf } from '../scopes.ts';
import { Desk, id } from '../test-support/desk.ts';

const group = id(60);

/** Members of a conversation with the ids of their rows, from `first` on. */
function membersOf(people: readonly User[], first = 61) {
  return people.map(({ id: userId }, index) => ({ id: id(first + index), userId }));
}

function direct(people: readonly User[], first = 61) {
  return { id: directThreadId(people.map((person) => person.id)), members: membersOf(people, first) };
}

/** A group that the agent made with one of the staff. */
function withGroup(): Desk {
  const desk = new Desk();
  desk.run(desk.agent, 'conversation.create', {
    id: group,
    name: 'Roads',
    members: membersOf([desk.agent, desk.staff]),
  });
  return desk;
}

function ownerOf(desk: Desk): unknown {
  return desk.rows.all('participant').find(({ role }) => role === 'owner')?.userId;
}

test('S8: only members see a conversation, admins included, and only they have its scope', () => {
  const desk = withGroup();
  const message = { threadId: group, body: 'Hello' };
  expect(desk.outcome(desk.staff, 'message.create', { id: id(70), ...message })).toBe('accepted');
  expect(desk.outcome(desk.admin, 'message.create', { id: id(71), ...message })).toBe('NOT_FOUND');
  expect(desk.rows.run(scopesOf(desk.staff.id)).has(`thread:${group}`)).toBe(true);
  expect(desk.rows.run(scopesOf(desk.admin.id)).has(`thread:${group}`)).toBe(false);
  for (const [name, args] of Object.entries({
    'message.pin': { id: id(70), pinned: true },
    'message.edit': { id: id(70), versionId: id(80), changes: { body: { was: 'Hello', now: 'Bye' } } },
    'message.delete': { id: id(70) },
    'message.withdraw': { id: id(70) },
    'message.restore': { id: id(70), body: 'Bye' },
    'reaction.add': { id: id(81), messageId: id(70), emoji: '👍' },
    'reaction.remove': { messageId: id(70), emoji: '👍' },
    'read-marker.advance': { id: id(82), threadId: group, messageId: id(70) },
    'conversation.rename': { id: group, changes: { name: { was: 'Roads', now: 'Mine' } } },
    'participant.add': { id: id(83), threadId: group, userId: desk.admin.id },
    'participant.remove': { threadId: group, userId: desk.staff.id },
  }))
    expect([name, desk.outcome(desk.admin, name, args)]).toEqual([name, 'NOT_FOUND']);
});

test('two who open the same conversation apart from each other meet in one, with one place each', () => {
  const desk = new Desk();
  const [mine, theirs] = [direct([desk.agent, desk.staff]), direct([desk.staff, desk.agent], 65)];
  expect(mine.id).toBe(theirs.id);
  desk.run(desk.agent, 'conversation.open', mine);
  desk.run(desk.staff, 'conversation.open', theirs);
  expect(desk.rows.all('thread')).toHaveLength(1);
  expect(desk.rows.all('participant').map(({ userId }) => userId)).toEqual([desk.agent.id, desk.staff.id]);
});

test('a conversation is opened for oneself only, under the id of its people, each named once', () => {
  const desk = new Desk();
  const { agent, staff, admin } = desk;
  const open = (actor: User, args: unknown) => desk.outcome(actor, 'conversation.open', args);
  expect(open(admin, direct([agent, staff]))).toBe('INVALID_MESSAGE');
  expect(open(agent, { ...direct([agent, staff]), id: id(60) })).toBe('INVALID_MESSAGE');
  expect(open(agent, { ...direct([agent, staff]), members: membersOf([agent, staff, admin]) })).toBe(
    'INVALID_MESSAGE',
  );
  expect(open(agent, { ...direct([agent, staff]), members: membersOf([agent, staff, staff]) })).toBe(
    'INVALID_MESSAGE',
  );
  expect(desk.rows.all('thread')).toEqual([]);
});

test('one is opened only with people who are there, and stays open when one of them goes', () => {
  const desk = new Desk();
  desk.run(desk.agent, 'conversation.open', direct([desk.agent, desk.staff]));
  for (const person of [desk.staff, desk.otherStaff]) desk.run(desk.admin, 'user.disable', { id: person.id });
  const open = (other: User) =>
    desk.outcome(desk.agent, 'conversation.open', direct([desk.agent, other], 65));
  expect([open(desk.staff), open(desk.otherStaff)]).toEqual(['accepted', 'NOT_FOUND']);
});

test('nobody leaves a direct conversation, is added to it, or renames it', () => {
  const desk = new Desk();
  const { id: threadId, members } = direct([desk.agent, desk.staff]);
  desk.run(desk.agent, 'conversation.open', { id: threadId, members });
  const rename = { id: threadId, changes: { name: { was: null, now: 'Ours' } } };
  for (const [name, args] of [
    ['participant.remove', { threadId, userId: desk.staff.id }],
    ['participant.add', { id: id(70), threadId, userId: desk.admin.id }],
    ['conversation.rename', rename],
  ] as const)
    expect(() => desk.run(desk.agent, name, args)).toThrow();
  expect(desk.rows.all('participant')).toHaveLength(2);
});

test('a group is made with its maker as owner; who owns it alone takes others out, anybody adds and leaves', () => {
  const desk = withGroup();
  expect(ownerOf(desk)).toBe(desk.agent.id);
  const add = { id: id(65), threadId: group, userId: desk.manager.id };
  expect(desk.outcome(desk.staff, 'participant.add', add)).toBe('accepted');
  expect(desk.outcome(desk.agent, 'participant.add', { ...add, id: id(66) })).toBe('accepted');
  expect(desk.rows.all('participant')).toHaveLength(3);
  const out = { threadId: group, userId: desk.manager.id };
  expect(desk.outcome(desk.staff, 'participant.remove', out)).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.agent, 'participant.remove', out)).toBe('accepted');
  expect(desk.outcome(desk.agent, 'participant.remove', out)).toBe('accepted');
  expect(desk.outcome(desk.staff, 'participant.remove', { threadId: group, userId: desk.staff.id })).toBe(
    'accepted',
  );
  expect(desk.rows.all('participant')).toMatchObject([{ userId: desk.agent.id }]);
});

test('when its owner leaves, the group goes to whoever has been there longest and still works here', () => {
  const desk = withGroup();
  desk.run(desk.agent, 'participant.add', { id: id(65), threadId: group, userId: desk.manager.id });
  desk.run(desk.admin, 'user.disable', { id: desk.staff.id });
  desk.run(desk.agent, 'participant.remove', { threadId: group, userId: desk.agent.id });
  expect(ownerOf(desk)).toBe(desk.manager.id);
});

test('a group whose owner was disabled is everybody’s who is in it', () => {
  const desk = withGroup();
  const out = { threadId: group, userId: desk.agent.id };
  expect(desk.outcome(desk.staff, 'participant.remove', out)).toBe('AUTHORIZATION_FAILED');
  desk.run(desk.admin, 'user.disable', { id: desk.agent.id });
  expect(desk.outcome(desk.staff, 'participant.remove', out)).toBe('accepted');
  expect(ownerOf(desk)).toBe(desk.staff.id);
});

test('S30: a new name is undone, unless somebody gave another one since', () => {
  const desk = withGroup();
  const rename = (was: string, now: string) => ({ id: group, changes: { name: { was, now } } });
  const back = { id: group, changes: { name: { ifStill: 'Streets', now: 'Roads' } } };
  desk.run(desk.agent, 'conversation.rename', rename('Roads', 'Streets'));
  desk.run(desk.agent, 'conversation.revert', back);
  expect(desk.rows.get('thread', group)?.name).toBe('Roads');
  desk.run(desk.agent, 'conversation.rename', rename('Roads', 'Streets'));
  desk.run(desk.staff, 'conversation.rename', rename('Streets', 'Lanes'));
  desk.run(desk.agent, 'conversation.revert', back);
  expect(desk.rows.get('thread', group)?.name).toBe('Lanes');
});
