import { sha256 } from '../../../apps/server/src/test-support/send-file.ts';
import { newId } from '../../../apps/server/src/test-support/test-server.ts';
import type { Case, Cases, ReadCase } from './shapes.ts';
import { type Member, make, type ProjectRelation, type Relation, type World } from './world.ts';

/** What a file hangs on; of a message also its conversation. */
interface Place {
  readonly subjectTable: 'ticket' | 'project' | 'message';
  readonly subjectId: string;
  readonly threadId?: string;
}

type PlaceOf = (world: World, me: Member) => Promise<Place>;
type ThreadOf = (world: World, me: Member) => Promise<string>;
type Somebody = (world: World, me: Member) => Member;

const oneself: Somebody = (_, me) => me;
const keeper: Somebody = (world) => world.keeper;
const other: Somebody = (world) => world.other;

const ownTicket: ThreadOf = (world, me) => world.ticket('own', me);
const theirGroup: ThreadOf = (world, me) => world.group('theirs', me);
const groupOfOthers: ThreadOf = (world, me) => world.group('of others', me);
const groupForNow: ThreadOf = (world, me) => world.newGroup(world.keeper, [me]);

function onTicket(relation: Relation): PlaceOf {
  return async (world, me) => ({ subjectTable: 'ticket', subjectId: await world.ticket(relation, me) });
}

function onProject(relation: ProjectRelation): PlaceOf {
  return async (world, me) => ({ subjectTable: 'project', subjectId: await world.project(relation, me) });
}

function onMessage(author: Somebody, threadOf: ThreadOf): PlaceOf {
  return async (world, me) => {
    const threadId = await threadOf(world, me);
    const subjectId = await world.comment(author(world, me), threadId);
    return { subjectTable: 'message', subjectId, threadId };
  };
}

type Losing = (world: World, me: Member, place: Place) => Promise<void>;

const unwatching: Losing = ({ keeper: by }, me, { subjectId }) =>
  make(by, 'ticket.unwatch', { id: subjectId, userId: me.id });
const leaving: Losing = (_, me, { threadId }) => make(me, 'participant.remove', { threadId, userId: me.id });

/** A file that is there: who attached it, to what, and how somebody lost sight of it. */
interface Hung {
  readonly by: Somebody;
  readonly on: PlaceOf;
  readonly loses?: Losing;
}

const hung: Readonly<Record<string, Hung>> = {
  'own, on an own ticket': { by: oneself, on: onTicket('own') },
  'own, on a ticket that they watched': { by: oneself, on: onTicket('watched'), loses: unwatching },
  'of others, on an own ticket': { by: keeper, on: onTicket('own') },
  'of others, on a ticket of others': { by: keeper, on: onTicket('of others') },
  'own, on their project': { by: oneself, on: onProject('theirs') },
  'of others, on their project': { by: keeper, on: onProject('theirs') },
  'of others, on a project of others': { by: keeper, on: onProject('of others') },
  'with an own message, in their group': { by: oneself, on: onMessage(oneself, theirGroup) },
  'with an own message, in a group that they left': {
    by: oneself,
    on: onMessage(oneself, groupForNow),
    loses: leaving,
  },
  'with a message of others, on an own ticket': { by: keeper, on: onMessage(keeper, ownTicket) },
  'with a message of others, in their group': { by: keeper, on: onMessage(keeper, theirGroup) },
  'with a message of others, in a group of others': { by: other, on: onMessage(other, groupOfOthers) },
};

/** What all files hold. Nobody has sent it yet. */
export const CONTENT = Buffer.from('What is owed, and by when.');

export function newFile() {
  return { id: newId(), name: 'Invoice.pdf', hash: sha256(CONTENT), size: CONTENT.length };
}

async function attach(by: Member, { subjectTable, subjectId }: Place) {
  const file = { ...newFile(), subjectTable, subjectId };
  await make(by, 'attachment.add', file);
  return file;
}

function adding(on: PlaceOf, loses?: Losing): Case {
  return async (world, me) => {
    const place = await on(world, me);
    await loses?.(world, me, place);
    const { subjectTable, subjectId } = place;
    return { ...newFile(), subjectTable, subjectId };
  };
}

/** The files of `hung`, as they are or after whoever attached them took them away; of a file that is named by its id alone the rest is left aside. */
function ofHung(isRemoved: boolean): Cases {
  const cases = Object.entries(hung).map(([line, { by, on, loses }]): [string, Case] => [
    line,
    async (world, me) => {
      const place = await on(world, me);
      const file = await attach(by(world, me), place);
      if (isRemoved) await make(by(world, me), 'attachment.remove', { id: file.id });
      await loses?.(world, me, place);
      return file;
    },
  ]);
  return Object.fromEntries(cases);
}

/** The cases of file-table.ts. */
export const fileCases: Readonly<Record<string, Cases>> = {
  'attachment.add': {
    'to an own ticket': adding(onTicket('own')),
    'to an assigned ticket': adding(onTicket('assigned')),
    'to a watched ticket': adding(onTicket('watched')),
    'to a ticket of their project': adding(onTicket('of their project')),
    'to a ticket of others': adding(onTicket('of others')),
    'to their project': adding(onProject('theirs')),
    'to a project of others': adding(onProject('of others')),
    'to an own message, in their group': adding(onMessage(oneself, theirGroup)),
    'to an own message, in a group that they left': adding(onMessage(oneself, groupForNow), leaving),
    'to a message of others, on an own ticket': adding(onMessage(keeper, ownTicket)),
    'to a message of others, in their group': adding(onMessage(keeper, theirGroup)),
    'to a message of others, in a group of others': adding(onMessage(other, groupOfOthers)),
  },
  'attachment.withdraw': ofHung(false),
  'attachment.remove': ofHung(false),
  'attachment.restore': ofHung(true),
};

/** The part of read-cases.ts that is about files. */
export const fileReadCases: Readonly<Record<string, ReadCase>> = {
  'a file of an own ticket': seen(keeper, onTicket('own')),
  'a file of a watched ticket': seen(keeper, onTicket('watched')),
  'a file of a ticket of others': seen(keeper, onTicket('of others')),
  'a file of a ticket that they watched and do not any more': seen(keeper, async (world, me) => {
    const place = await onTicket('watched')(world, me);
    await unwatching(world, me, place);
    return place;
  }),
  'a file of their project': seen(keeper, onProject('theirs')),
  'a file of a project of others': seen(keeper, onProject('of others')),
  'a file of a message in their group': seen(keeper, onMessage(keeper, theirGroup)),
  'a file of a message in a group of others': seen(other, onMessage(other, groupOfOthers)),
};

function seen(by: Somebody, on: PlaceOf): ReadCase {
  return async (world, me) => {
    const { id } = await attach(by(world, me), await on(world, me));
    return [`attachment/${id}`];
  };
}
