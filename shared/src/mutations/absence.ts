import { z } from 'zod';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import type { Effect, RowData } from '../effect/operations.ts';
import { get, insert, query, remove } from '../effect/rows.ts';
import { defineMutation, type MutationContext } from '../entity/define-mutation.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { saidPeople } from '../entity/said-rows.ts';
import { undoByRevert } from '../entity/undo-by-revert.ts';
import { idSchema } from '../ids.ts';
import { type Absence, absenceModel, absenceSchema } from '../model/absence.ts';
import { activityModel } from '../model/activity.ts';
import { userModel } from '../model/user.ts';
import { notFound } from '../protocol/errors.ts';
import { requireSpan } from '../spans.ts';

const fields = absenceSchema.shape;
const undoOf = undoByRevert('absence.revert');

const addAbsence = defineMutation({
  name: 'absence.add',
  args: absenceSchema.omit({ createdAt: true, updatedAt: true }),
  *effect(args, context) {
    requireOwn(args.userId, context);
    if ((yield* get(userModel, args.userId)) === undefined) throw notFound('person');
    requireSpan(args);
    yield* insert(absenceModel, { ...args, createdAt: context.at, updatedAt: context.at });
  },
  describe: ({ userId, startsOn }, find) =>
    said('absence.add', { who: saidPeople([userId], find), day: said('day', { day: startsOn }) }),
  undo: ({ id }) => ({ name: 'absence.remove', args: { id } }),
});

const updateAbsence = defineMutation({
  name: 'absence.update',
  args: z.object({
    id: idSchema,
    changes: z.object({
      startsOn: changeOf(fields.startsOn).optional(),
      endsOn: changeOf(fields.endsOn).optional(),
      share: changeOf(fields.share).optional(),
      note: changeOf(fields.note).optional(),
    }),
  }),
  *effect({ id, changes }, context) {
    const absence = yield* getToChange(id, context);
    requireSpan(yield* changeFields(absenceModel, absence, changes, { updatedAt: context.at }));
  },
  describe: ({ id }, find) =>
    said('absence.update', { who: saidPeople([userOf(find('absence', id))], find) }),
  changes: ({ id, changes }) => ({ table: 'absence', id, fields: changes }),
  undo: ({ id, changes }) => undoOf(id, changes),
});

/** Undoes changes of an absence, or makes them again (S30). */
const revertAbsence = defineMutation({
  name: 'absence.revert',
  args: z.object({
    id: idSchema,
    changes: z.object({
      startsOn: revertOf(fields.startsOn).optional(),
      endsOn: revertOf(fields.endsOn).optional(),
      share: revertOf(fields.share).optional(),
      note: revertOf(fields.note).optional(),
    }),
  }),
  *effect({ id, changes }, context) {
    const absence = yield* getToChange(id, context);
    requireSpan(yield* revertFields(absenceModel, absence, changes, { updatedAt: context.at }));
  },
  describe: ({ id }, find) =>
    said('absence.update', { who: saidPeople([userOf(find('absence', id))], find) }),
  changes: ({ id, changes }) => ({ table: 'absence', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes }) => undoOf(id, changesOfReverts(changes)),
});

const removeAbsence = defineMutation({
  name: 'absence.remove',
  args: z.object({ id: idSchema }),
  *effect({ id }, context) {
    yield* getToChange(id, context);
    for (const activity of yield* query(activityModel, { subjectId: id }))
      yield* remove(activityModel, activity.id);
    yield* remove(absenceModel, id);
  },
  describe: ({ id }, find) =>
    said('absence.remove', { who: saidPeople([userOf(find('absence', id))], find) }),
  undo: ({ id }, { find, newId }) => {
    const absence = absenceSchema.safeParse(find('absence', id));
    if (!absence.success) return undefined;
    const { createdAt: _, updatedAt: __, ...args } = absence.data;
    return { name: 'absence.add', args: { ...args, id: newId() } };
  },
});

function* getToChange(id: string, context: MutationContext): Effect<Absence> {
  const absence = yield* getVisible(absenceModel, id, context);
  requireOwn(absence.userId, context);
  return absence;
}

function requireOwn(userId: string, context: MutationContext): void {
  requireMay(context, 'absence.change', 'enter or change an absence', userId === context.actor.id);
}

function userOf(row: RowData | undefined): string {
  return typeof row?.userId === 'string' ? row.userId : '';
}

export const absenceMutations = [addAbsence, updateAbsence, revertAbsence, removeAbsence] as const;
