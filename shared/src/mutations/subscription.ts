import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import type { Effect } from '../effect/operations.ts';
import { insert, query, remove, update } from '../effect/rows.ts';
import { defineMutation, type MutationContext } from '../entity/define-mutation.ts';
import { getVisible } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import { projectModel } from '../model/project.ts';
import { subscriptionModel } from '../model/subscription.ts';
import { ticketModel } from '../model/ticket.ts';
import { getThread } from '../thread-sight.ts';

const argsSchema = z.object({
  /** The id of the choice if this person has none about it yet. */
  id: idSchema,
  subjectTable: z.enum(['ticket', 'project', 'thread']),
  subjectId: rowIdSchema,
  /** Nothing: as it is usual. */
  mode: z.enum(['follow', 'mute']).nullable(),
  /** What was chosen before, for the undo. */
  was: z.enum(['follow', 'mute']).nullable(),
});
type Args = z.infer<typeof argsSchema>;

function* requireSubject({ subjectTable, subjectId }: Args, context: MutationContext): Effect<void> {
  if (subjectTable === 'thread') yield* getThread(subjectId, context);
  else if (subjectTable === 'ticket') yield* getVisible(ticketModel, subjectId, context);
  else yield* getVisible(projectModel, subjectId, context);
}

/** Chooses what one hears of a ticket, a project or a conversation. */
const setSubscription = defineMutation({
  name: 'subscription.set',
  args: argsSchema,
  *effect(args, context) {
    const { id, subjectTable, subjectId, mode } = args;
    yield* requireSubject(args, context);
    const userId = context.actor.id;
    const [own] = yield* query(subscriptionModel, { userId, subjectId }, 1);
    if (own === undefined && mode !== null) {
      yield* insert(subscriptionModel, { id, userId, subjectTable, subjectId, mode });
    } else if (own !== undefined && mode === null) yield* remove(subscriptionModel, own.id);
    else if (own !== undefined && mode !== null && own.mode !== mode) {
      yield* update(subscriptionModel, own, { mode });
    }
  },
  describe: ({ mode }) => said(`subscription.${mode ?? 'usual'}`),
  undo: ({ subjectTable, subjectId, mode, was }, { newId }) => {
    if (mode === was) return undefined;
    const back = { id: newId(), subjectTable, subjectId, mode: was, was: mode };
    return { name: 'subscription.set', args: back };
  },
});

export const subscriptionMutations = [setSubscription] as const;
