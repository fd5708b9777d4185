import { allMutations } from '@holdfast/shared/registry.ts';
import fc from 'fast-check';
import { type Attack, type Attacker, textOf } from './attack.ts';
import { cut, judgeAnswer } from './judge.ts';
import { nearly } from './nearly.ts';
import { planArguments, planFields } from './plan-fields.ts';
import { MAX_MESSAGE_BYTES, type Scene } from './scene.ts';
import { forgedTokens } from './tokens.ts';
import { hostileValues, trickyNames } from './values.ts';

const NAMESPACES = ['', '', '', '', '', '/events'];
const EVENTS = [
  'sync:push',
  'sync:pull',
  'sync:digest',
  'sync:known',
  'ping',
  'room:join',
  'room:leave',
  'presence:update',
  'typing:start',
  'typing:stop',
  'notice:claim',
  'session:refresh',
];
/** Those that only the server sends, those of later, and those that mean something to libraries. */
const STRANGE = [
  'sync:delta',
  'sync:scopes',
  'session:revoked',
  'server:draining',
  'ticket:created',
  'presence:change',
  'presence:room',
  'typing:change',
  'connection',
  'error',
  'message',
  ...trickyNames,
];

const uuid = fc.uuid({ version: 7 });
const time = fc
  .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
  .map((date) => date.toISOString());

/** Any event with any arguments. */
export function nonsenseEvents({ known }: Scene): fc.Arbitrary<Attack> {
  const values = hostileValues(known);
  return fc
    .record({
      namespace: fc.constantFrom(...NAMESPACES),
      event: fc.oneof(fc.constantFrom(...EVENTS), fc.constantFrom(...STRANGE), fc.string()),
      args: fc.array(values, { maxLength: 3 }),
    })
    .map(({ namespace, event, args }) => eventAttack(namespace, [event, ...args]));
}

/** Events whose payload is right, or right but for a few places, with ids that belong to others. */
export function nearlyRightEvents(scene: Scene): fc.Arbitrary<Attack> {
  const values = hostileValues(scene.known);
  return fc.oneof(
    ...rightEvents(scene, scene.known).map(([event, right]) =>
      fc.oneof(right, nearly(right, values)).map((request) => eventAttack('', [event, request])),
    ),
  );
}

/**
 * The same as an admin, whom most mutations let come further. Of others nothing is known to it, so that it does not
 * rightly change what bystanders see.
 */
export function adminEvents(scene: Scene): fc.Arbitrary<Attack> {
  const known = ['desk', 'everyone'];
  return fc.oneof(
    ...rightEvents(scene, known).map(([event, right]) =>
      fc.oneof(right, nearly(right, hostileValues(known))).map((request) => {
        const text = JSON.stringify([event, request]);
        return {
          what: `event as an admin ${cut(text)}`,
          run: async (attacker: Attacker) => {
            const answered = await (await attacker.adminLine()).ask(text);
            attacker.lookAsAdmin(textOf(answered));
            return judgeAnswer(answered.args);
          },
        };
      }),
    ),
  );
}

/** Events with binary parts where none belong, and names for parts that there are not. */
export function binaryEvents(): fc.Arbitrary<Attack> {
  const part = fc.uint8Array({ maxLength: 64 }).map((bytes) => new Uint8Array(bytes));
  return fc
    .record({
      event: fc.constantFrom(...EVENTS),
      parts: fc.array(part, { minLength: 1, maxLength: 3 }),
      inside: fc.boolean(),
    })
    .map(({ event, parts, inside }) => {
      const placeholders = parts.map((_, num) => ({ _placeholder: true, num }));
      const list = JSON.stringify([event, inside ? { mutations: placeholders } : placeholders]);
      return {
        what: `event with ${parts.length} binary parts: ${list}`,
        run: (attacker) => attacker.askAndJudge('', list, parts),
      };
    });
}

/** Messages above what is allowed, but not so far that the line is cut. */
export function largeEvents(): fc.Arbitrary<Attack> {
  return fc
    .record({
      event: fc.constantFrom(...EVENTS, 'nonsense'),
      bytes: fc.integer({ min: MAX_MESSAGE_BYTES, max: MAX_MESSAGE_BYTES * 1.5 }),
      parts: fc.constantFrom(1, 100),
    })
    .map(({ event, bytes, parts }) =>
      eventAttack('', [event, Array.from({ length: parts }, () => 'x'.repeat(bytes / parts))]),
    );
}

function rightEvents(scene: Scene, known: readonly string[]): [string, fc.Arbitrary<unknown>][] {
  const id = fc.oneof(fc.constantFrom(...known), uuid);
  const epoch = fc.oneof({ weight: 4, arbitrary: fc.constant(scene.epoch) }, fc.string({ maxLength: 10 }));
  const count = fc.oneof(fc.nat(20), fc.maxSafeNat());
  const cursor = fc.record(
    { version: count, table: fc.constantFrom('ticket', 'user', 'x'), id, at: count },
    { requiredKeys: ['version'] },
  );
  return [
    ['sync:push', fc.record({ epoch, acked: count, mutations: fc.array(mutation(known), { maxLength: 5 }) })],
    [
      'sync:pull',
      fc.record(
        {
          epoch,
          acked: count,
          cursors: fc.dictionary(id, cursor, { maxKeys: 3 }),
          limit: fc.integer({ min: 1, max: 3_000 }),
        },
        { requiredKeys: ['acked', 'cursors', 'limit'] },
      ),
    ],
    ['sync:digest', fc.record({ scope: id, cursor: count, hash: count })],
    ['sync:known', fc.record({ ids: fc.array(id, { maxLength: 50 }) })],
    ['ping', fc.record({ hash: count })],
    ['room:join', fc.record({ room: id })],
    ['room:leave', fc.record({ room: id })],
    ['presence:update', doings(id)],
    ['typing:start', fc.record({ room: id, field: field(known) }, { requiredKeys: ['room'] })],
    ['typing:stop', fc.record({ room: id, field: field(known) }, { requiredKeys: ['room'] })],
    ['notice:claim', fc.record({ claims: fc.array(fc.record({ id, count }), { maxLength: 300 }) })],
    ['session:refresh', fc.record({ token: forgedTokens(scene) })],
  ];
}

/** What somebody says of themselves, of rooms that they are not in and that are none. */
function doings(room: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return fc.record(
    {
      status: fc.constantFrom('online', 'idle', 'away', 'hidden'),
      viewing: fc.array(room, { maxLength: 9 }),
      editing: fc.array(fc.record({ room, field: fc.string({ maxLength: 70 }) }), { maxLength: 9 }),
    },
    { requiredKeys: ['status'] },
  );
}

function field(known: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 70 }));
}

/** A mutation of any name. Its arguments have the fields of all mutations, so that most schemas take them. */
function mutation(known: readonly string[]): fc.Arbitrary<unknown> {
  const id = fc.oneof(fc.constantFrom(...known), uuid);
  const maybeId = fc.option(id);
  const text = fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 40 }));
  const change = (value: fc.Arbitrary<unknown>) =>
    fc.record({ was: value, now: value }, { requiredKeys: ['now'] });
  const fields = {
    title: text,
    description: text,
    name: text,
    email: text.map((part) => `${part}@example.org`),
    role: fc.constantFrom('admin', 'staff', 'manager', 'member'),
    status: fc.constantFrom('open', 'closed', 'resolved', 'active', 'planned'),
    priority: fc.constantFrom('low', 'urgent'),
    assigneeId: maybeId,
    projectId: maybeId,
    divisionId: maybeId,
    due: fc.constant(null),
    body: text,
    ...planFields(id, text),
  };
  const changes = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, change(value)]));
  return fc.record(
    {
      id: uuid,
      seq: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.maxSafeNat()),
      name: fc.oneof(
        fc.constantFrom(...allMutations.map(({ name }) => name)),
        fc.constantFrom(...trickyNames),
      ),
      args: fc.record({
        ...fields,
        id: fc.oneof({ weight: 3, arbitrary: uuid }, id),
        changes: fc.record(changes, { requiredKeys: [] }),
        membershipId: uuid,
        versionId: uuid,
        members: fc.array(fc.record({ id: uuid, userId: id }), { maxLength: 4 }),
        messageId: id,
        replyToId: maybeId,
        emoji: fc.constantFrom('👍', '🏳️‍🌈', '👍👍', 'no'),
        pinned: fc.boolean(),
        receipts: fc.boolean(),
        appearOffline: fc.boolean(),
        threadId: id,
        userId: id,
        ...planArguments(id),
        comments: fc.constant([]),
        createdAt: time,
        updatedAt: time,
      }),
      at: time,
      after: fc.array(id, { maxLength: 3 }),
    },
    { requiredKeys: ['id', 'seq', 'name', 'args', 'at'] },
  );
}

function eventAttack(namespace: string, list: readonly unknown[]): Attack {
  const text = JSON.stringify(list);
  return {
    what: `event ${namespace} ${cut(text)}`,
    run: (attacker) => attacker.askAndJudge(namespace, text),
  };
}
