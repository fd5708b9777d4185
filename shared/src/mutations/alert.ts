import { z } from 'zod';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { get, update } from '../effect/rows.ts';
import { defineMutation, type MutationContext } from '../entity/define-mutation.ts';
import { describeChanges } from '../entity/describe-changes.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { undoByRevert } from '../entity/undo-by-revert.ts';
import { idSchema } from '../ids.ts';
import { type Alert, alertModel, alertSchema } from '../model/alert.ts';
import { userModel } from '../model/user.ts';
import { notAllowed, notFound } from '../protocol/errors.ts';

const fields = alertSchema.shape;
const undoOf = undoByRevert('alert.revert');

/** What people do about an alert. That it is raised and resolved is the server's alone. */
const updateAlert = defineMutation({
  name: 'alert.update',
  args: z.object({
    id: idSchema,
    changes: z.object({
      /** One's own id, or nothing to take it back. */
      acknowledgedBy: changeOf(fields.acknowledgedBy).optional(),
      snoozedUntil: changeOf(fields.snoozedUntil).optional(),
      assigneeId: changeOf(fields.assigneeId).optional(),
    }),
  }),
  *effect({ id, changes }, context) {
    const alert = yield* getToHandle(id, changes.assigneeId?.now, context);
    const { acknowledgedBy } = changes;
    requireOwnName(acknowledgedBy?.now, context);
    const seen = acknowledgedBy && { acknowledgedAt: acknowledgedBy.now === null ? null : context.at };
    yield* changeFields(alertModel, alert, changes, { ...seen });
  },
  describe: ({ changes }, find) => describeChanges(changes, said('some.alert'), find),
  changes: ({ id, changes }) => ({ table: 'alert', id, fields: changes }),
  undo: ({ id, changes }) => undoOf(id, changes),
});

const reverts = z.object({
  acknowledgedBy: revertOf(fields.acknowledgedBy).optional(),
  snoozedUntil: revertOf(fields.snoozedUntil).optional(),
  assigneeId: revertOf(fields.assigneeId).optional(),
});

/** Undoes what was done about an alert, or does it again (S30). */
const revertAlert = defineMutation({
  name: 'alert.revert',
  args: z.object({
    id: idSchema,
    changes: reverts,
  }),
  *effect({ id, changes }, context) {
    const alert = yield* getToHandle(id, changes.assigneeId?.now, context);
    const after = yield* revertFields(alertModel, alert, inOwnName(changes, context), {});
    const acknowledgedAt = after.acknowledgedBy === null ? null : (alert.acknowledgedAt ?? context.at);
    if (after.acknowledgedAt !== acknowledgedAt) yield* update(alertModel, after, { acknowledgedAt });
  },
  describe: ({ changes }, find) => describeChanges(changesOfReverts(changes), said('some.alert'), find),
  changes: ({ id, changes }) => ({ table: 'alert', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes }) => undoOf(id, changesOfReverts(changes)),
});

type AlertReverts = z.infer<typeof reverts>;

function requireOwnName(userId: string | null | undefined, { actor }: MutationContext): void {
  if (!userId || userId === actor.id) return;
  throw notAllowed('Everybody acknowledges alerts for themselves.');
}

/** Whoever puts back an acknowledgement that they took away stands for it: nobody speaks in the name of another. */
function inOwnName(changes: AlertReverts, { actor }: MutationContext): AlertReverts {
  const { acknowledgedBy } = changes;
  if (!acknowledgedBy?.now) return changes;
  return { ...changes, acknowledgedBy: { ...acknowledgedBy, now: actor.id } };
}

function* getToHandle(
  id: string,
  assigneeId: string | null | undefined,
  context: MutationContext,
): Effect<Alert> {
  const alert = yield* getVisible(alertModel, id, context);
  requireMay(context, 'alert.handle', 'handle alerts');
  const assignee = assigneeId ? yield* get(userModel, assigneeId) : undefined;
  if (assigneeId && (assignee === undefined || assignee.disabled)) throw notFound('person');
  return alert;
}

export const alertMutations = [updateAlert, revertAlert] as const;
