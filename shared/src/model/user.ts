import { z } from 'zod';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { limits } from '../protocol/limits.ts';
import { EVERYONE } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const roles = ['admin', 'manager', 'agent', 'staff'] as const;
export type Role = (typeof roles)[number];

export const userSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(limits.nameLength),
  /** In lower case, so that it is found whatever the case it is typed in. */
  email: z.email().max(254).toLowerCase(),
  role: z.enum(roles),
  disabled: z.boolean(),
  createdAt: timeSchema,
});
export type User = z.infer<typeof userSchema>;

/** A person of the directory. Passwords and devices are in tables of the server alone (S8). */
export const userModel = defineModel({
  table: 'user',
  label: 'person',
  schema: userSchema,
  columns: ['name', 'email', 'role', 'disabled'],
  indexes: [['name'], ['email']],
  lookups: ['email', 'role'],
  searchable: ['name', 'email'],
  audited: ['email', 'role', 'disabled'],
  audience: () => [EVERYONE],
  grantsTo: (user) => [user.id],
});
