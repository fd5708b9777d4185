import { z } from 'zod';
import { alertKinds } from '../alerts/alert-kinds.ts';
import { mondaySchema } from '../dates.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { alertNotices } from '../notices/alert-notices.ts';
import { ADMIN, divisionScope, userScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const alertSchema = z.object({
  id: idSchema,
  kind: z.enum(alertKinds),
  /** What it is about. Its name and figures are read there; what is copied is the one figure that crossed the line. */
  subjectTable: z.enum(['project', 'phase', 'ticket', 'user', 'division']),
  subjectId: idSchema,
  /** The Monday of the week that it is about, of an overload. */
  week: mondaySchema.nullable(),
  /** Whose matter it is: the division of the subject, and the owner of its project. They see it, beside admins. */
  divisionIds: z.array(idSchema).max(50),
  ownerId: idSchema.nullable(),
  state: z.enum(['raised', 'resolved']),
  /** The figure as it is, and the line that it crossed: hundredths of money, percent, or days late, by kind. */
  value: z.number(),
  limit: z.number(),
  raisedAt: timeSchema,
  /** When the figure last changed. */
  updatedAt: timeSchema,
  resolvedAt: timeSchema.nullable(),
  /** How often it was raised again soon after it was resolved, which is told to nobody. */
  returns: z.number().int().nonnegative(),
  acknowledgedBy: idSchema.nullable(),
  acknowledgedAt: timeSchema.nullable(),
  snoozedUntil: timeSchema.nullable(),
  assigneeId: idSchema.nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

/** That something needs somebody's eyes. Raised, updated and resolved by the server alone. */
export const alertModel = defineModel({
  table: 'alert',
  label: 'alert',
  schema: alertSchema,
  columns: [
    'kind',
    'subjectId',
    'week',
    'state',
    'raisedAt',
    'resolvedAt',
    'acknowledgedAt',
    'snoozedUntil',
    'assigneeId',
  ],
  indexes: [['state', 'raisedAt'], ['subjectId']],
  lookups: ['subjectId', 'state'],
  serverIndexes: [['resolvedAt', 'id']],
  // That it is raised anew, changes and is resolved stands in the row itself; history is what people did about it.
  tracked: ['acknowledgedBy', 'snoozedUntil', 'assigneeId'],
  // Those that were resolved are removed by the server after a while, many at a time.
  unaudited: true,
  audience: ({ divisionIds, ownerId, assigneeId }) => [
    ADMIN,
    ...divisionIds.map(divisionScope),
    ...(ownerId === null ? [] : [userScope(ownerId)]),
    ...(assigneeId === null ? [] : [userScope(assigneeId)]),
  ],
  notices: (change) => alertNotices(change),
  outsideEvent: ({ isNew }) => (isNew ? 'alert:new' : undefined),
});
