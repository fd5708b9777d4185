import { type Role, roles } from './model/user.ts';

/** `own`: where the row is theirs, as creator, assignee, author or owner. */
export type Grant = 'any' | 'own' | 'no';

const everyone: Record<Role, Grant> = { admin: 'any', manager: 'any', agent: 'any', staff: 'any' };
const desk: Record<Role, Grant> = { ...everyone, staff: 'no' };
const deskOrOwn: Record<Role, Grant> = { ...everyone, staff: 'own' };
const managers: Record<Role, Grant> = { ...desk, agent: 'no' };
/** `own` of a project, where one owns it or is its manager; of an absence, where it is one's own. */
const managersOrOwn: Record<Role, Grant> = { ...managers, agent: 'own', staff: 'own' };
const admins: Record<Role, Grant> = { ...managers, manager: 'no' };

/**
 * The one table of permissions: the server decides by it, the screens hide or explain by it.
 * A row must be visible to the person in any case (S8).
 */
export const permissions = {
  'ticket.create': everyone,
  'ticket.edit': deskOrOwn,
  'ticket.close': deskOrOwn,
  'ticket.progress': deskOrOwn,
  'ticket.prioritise': deskOrOwn,
  'ticket.assign': desk,
  'ticket.file': desk,
  'ticket.watch-others': desk,
  'ticket.import': admins,
  'message.create': everyone,
  'conversation.create': everyone,
  'attachment.add': everyone,
  /** Of a ticket or a project; of a message only its author does. */
  'attachment.remove': deskOrOwn,
  'project.create': managers,
  'project.edit': managersOrOwn,
  'membership.change': managersOrOwn,
  'capacity.plan': managersOrOwn,
  /** How much somebody works in a usual week, and on which days nobody does. */
  'capacity.hours': managers,
  'absence.change': managersOrOwn,
  /** Of those that one sees. */
  'alert.handle': everyone,
  'alert.rules': admins,
  'division.change': admins,
  'user.change': admins,
  /** One's own account: devices, password. */
  'account.own': everyone,
  'device.manage': admins,
  'invite.manage': admins,
  'token.manage': admins,
  'audit.read': admins,
  'server.watch': admins,
} as const satisfies Record<string, Record<Role, Grant>>;

export type Permission = keyof typeof permissions;

const who: Record<Role, string> = { admin: 'admins', manager: 'managers', agent: 'the desk', staff: 'staff' };

/** Whether a role may do this; `isOwn` says whether the row is the person's own. */
export function may(role: Role, permission: Permission, isOwn: boolean): boolean {
  const grant = permissions[permission][role];
  return grant === 'any' || (grant === 'own' && isOwn);
}

/** Whom a permission means that says `own`. */
function ownerOf(permission: Permission): string {
  if (permission === 'attachment.remove') return 'whoever attached it';
  if (permission.startsWith('ticket.')) return 'whoever made it or works on it';
  return permission === 'absence.change' ? 'whoever is away' : 'whoever leads the project';
}

/** Who may do it, in plain words, for the reason of a refusal: "only the desk", "only managers". */
export function whoMay(permission: Permission): string {
  const weakest = [...roles].reverse().find((role) => permissions[permission][role] === 'any') ?? 'admin';
  const others = Object.values(permissions[permission]).includes('own') ? ` and ${ownerOf(permission)}` : '';
  return `only ${who[weakest]}${others}`;
}
