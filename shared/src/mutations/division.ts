import { z } from 'zod';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import { insert } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { describeChanges } from '../entity/describe-changes.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { saidRow } from '../entity/said-rows.ts';
import { undoByRevert } from '../entity/undo-by-revert.ts';
import { idSchema } from '../ids.ts';
import { divisionModel, divisionSchema } from '../model/division.ts';

const fields = divisionSchema.shape;
const undoOf = undoByRevert('division.revert');

const createDivision = defineMutation({
  name: 'division.create',
  args: divisionSchema.omit({ createdAt: true }),
  *effect(args, context) {
    requireMay(context, 'division.change', 'change divisions');
    yield* insert(divisionModel, { ...args, createdAt: context.at });
  },
  describe: (args) => said('division.create', { name: args.name }),
});

const updateDivision = defineMutation({
  name: 'division.update',
  args: z.object({ id: idSchema, changes: z.object({ name: changeOf(fields.name).optional() }) }),
  *effect({ id, changes }, context) {
    requireMay(context, 'division.change', 'change divisions');
    const division = yield* getVisible(divisionModel, id, context);
    yield* changeFields(divisionModel, division, changes, {});
  },
  describe: ({ id, changes }, find) => describeChanges(changes, saidRow('division', id, find), find),
  changes: ({ id, changes }) => ({ table: 'division', id, fields: changes }),
  undo: ({ id, changes }) => undoOf(id, changes),
});

/** Undoes changes of a division, or makes them again (S30). */
const revertDivision = defineMutation({
  name: 'division.revert',
  args: z.object({ id: idSchema, changes: z.object({ name: revertOf(fields.name).optional() }) }),
  *effect({ id, changes }, context) {
    requireMay(context, 'division.change', 'change divisions');
    const division = yield* getVisible(divisionModel, id, context);
    yield* revertFields(divisionModel, division, changes, {});
  },
  describe: ({ id, changes }, find) =>
    describeChanges(changesOfReverts(changes), saidRow('division', id, find), find),
  changes: ({ id, changes }) => ({ table: 'division', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes }) => undoOf(id, changesOfReverts(changes)),
});

export const divisionMutations = [createDivision, updateDivision, revertDivision] as const;
