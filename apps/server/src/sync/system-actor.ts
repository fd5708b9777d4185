import { ADMIN, DESK, EVERYONE } from '@holdfast/shared/scope-names.ts';
import type { Person } from './person.ts';

/** What the audit log calls whoever runs commands. */
export const ADMINISTRATOR = 'administrator';

/**
 * Whoever may run commands on the data folder, and the server itself: an admin that is nobody of the directory.
 * Its id is stored in the history of what the server makes by itself, such as alerts, and in no other row:
 * what people will see as written by somebody is written by a real person.
 */
export const systemActor: Person = {
  user: {
    id: '00000000-0000-7000-8000-000000000000',
    name: 'Administrator',
    email: 'administrator@localhost.invalid',
    role: 'admin',
    disabled: false,
    createdAt: '1970-01-01T00:00:00.000Z',
  },
  auditedAs: ADMINISTRATOR,
  scopes: new Set([EVERYONE, DESK, ADMIN]),
};
