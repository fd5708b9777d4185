import { z } from 'zod';
import type { Effect } from '../effect/operations.ts';
import { get, insert, query, remove, update } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { said } from '../entity/said.ts';
import { saidPeople, saidRow } from '../entity/said-rows.ts';
import { idSchema } from '../ids.ts';
import { type Participant, participantModel } from '../model/participant.ts';
import { userModel } from '../model/user.ts';
import { notAllowed } from '../protocol/errors.ts';
import { getGroup, requirePerson } from './conversation.ts';

/** Takes somebody into a group: they see all that was written there. Anybody in it may. */
const addParticipant = defineMutation({
  name: 'participant.add',
  args: z.object({ id: idSchema, threadId: idSchema, userId: idSchema }),
  *effect({ id, threadId, userId }, context) {
    yield* getGroup(threadId, context);
    yield* requirePerson(userId);
    const already = yield* query(participantModel, { threadId, userId }, 1);
    // Two may add the same person at the same time: the first stands.
    if (already.length > 0) return;
    yield* insert(participantModel, { id, threadId, userId, role: 'member', createdAt: context.at });
  },
  describe: ({ threadId, userId }, find) =>
    said('participant.add', { who: saidPeople([userId], find), group: saidRow('thread', threadId, find) }),
});

/** Takes somebody out of a group, or oneself: it leaves their disk. Only its owner may take out others, as long as they work here. */
const removeParticipant = defineMutation({
  name: 'participant.remove',
  args: z.object({ threadId: idSchema, userId: idSchema }),
  *effect({ threadId, userId }, context) {
    yield* getGroup(threadId, context);
    const people = yield* query(participantModel, { threadId });
    if (userId !== context.actor.id) yield* requireOwner(people, context.actor.id);
    const gone = people.find((participant) => participant.userId === userId);
    if (gone === undefined) return;
    yield* remove(participantModel, gone.id);
    if (gone.role === 'owner') yield* passOn(people.filter((participant) => participant !== gone));
  },
  describe: ({ threadId, userId }, find) =>
    said('participant.remove', { who: saidPeople([userId], find), group: saidRow('thread', threadId, find) }),
});

/** Where its owner works here no longer, a group is everybody's who is in it. */
function* requireOwner(people: readonly Participant[], userId: string): Effect<void> {
  const owner = people.find(({ role }) => role === 'owner');
  if (owner === undefined || owner.userId === userId) return;
  const user = yield* get(userModel, owner.userId);
  if (user?.disabled !== true) throw notAllowed('Only who owns a group can take others out of it.');
}

/** Whoever has been in the group longest and still works here owns it from now on. */
function* passOn(left: readonly Participant[]): Effect<void> {
  const byAge = left.toSorted((one, other) => (ageOf(one) < ageOf(other) ? -1 : 1));
  for (const participant of byAge) {
    const user = yield* get(userModel, participant.userId);
    if (user === undefined || user.disabled) continue;
    yield* update(participantModel, participant, { role: 'owner' });
    return;
  }
}

function ageOf({ createdAt, id }: Participant): string {
  return `${createdAt} ${id}`;
}

export const participantMutations = [addParticipant, removeParticipant] as const;
