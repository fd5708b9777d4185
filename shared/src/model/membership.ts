import { z } from 'zod';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { DESK, EVERYONE, projectScope, userScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const membershipSchema = z.object({
  id: idSchema,
  userId: idSchema,
  groupTable: z.enum(['division', 'project']),
  groupId: idSchema,
  role: z.enum(['member', 'manager']),
  createdAt: timeSchema,
});
export type Membership = z.infer<typeof membershipSchema>;

/** That a person belongs to a division or a project. */
export const membershipModel = defineModel({
  table: 'membership',
  label: 'membership',
  schema: membershipSchema,
  columns: ['userId', 'groupTable', 'groupId'],
  indexes: [['userId'], ['groupId']],
  lookups: ['userId', 'groupId'],
  audited: ['userId', 'groupTable', 'groupId', 'role'],
  audience: (membership) =>
    membership.groupTable === 'division'
      ? [EVERYONE]
      : [DESK, projectScope(membership.groupId), userScope(membership.userId)],
  grantsTo: (membership) => [membership.userId],
});
