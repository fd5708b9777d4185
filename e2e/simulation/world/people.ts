import type { Role } from '@holdfast/shared/model/user.ts';

/** A person of the simulated directory. */
export interface SimPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

const roles: readonly Role[] = ['admin', 'staff', 'agent', 'manager', 'staff', 'agent'];

/** Everybody who may own a client, in a fixed order: the first is an admin, so that grants can be changed. */
export const simPeople: readonly SimPerson[] = roles.map((role, place) => ({
  id: `019b8c00-0000-7000-8000-00000000000${place + 1}`,
  name: `Person ${place + 1}`,
  email: `person${place + 1}@example.org`,
  role,
}));

/** The sign-in session of a person, as the server's table has it. */
export function sessionIdOf(userId: string): string {
  return `${userId.slice(0, -2)}f${userId.slice(-1)}`;
}
