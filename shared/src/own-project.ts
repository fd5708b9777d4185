import type { Effect } from './effect/operations.ts';
import { query } from './effect/rows.ts';
import type { MutationContext } from './entity/define-mutation.ts';
import { getVisible, requireMay } from './entity/rules.ts';
import { membershipModel } from './model/membership.ts';
import { type Project, projectModel } from './model/project.ts';
import type { User } from './model/user.ts';
import { may, type Permission } from './permissions.ts';

/** Whether a project is this person's own, for the permissions that say `own`: they own it, or are its manager. */
export function* isOwnProject(project: Project, userId: string): Effect<boolean> {
  if (project.ownerId === userId) return true;
  const memberships = yield* query(membershipModel, { groupId: project.id, userId });
  return memberships.some(({ role }) => role === 'manager');
}

/** Whether somebody belongs to a project, in whatever role. */
export function* isMember(userId: string, projectId: string): Effect<boolean> {
  return (yield* query(membershipModel, { groupId: projectId, userId }, 1)).length > 0;
}

/** Whether somebody may be made the owner of a project: whoever works here and sees it, as the desk does, and others as its members. */
export function mayOwn({ role, disabled }: Pick<User, 'role' | 'disabled'>, isMember: boolean): boolean {
  return !disabled && (role !== 'staff' || isMember);
}

/** The project, if the actor may see it and do this with it. `what` ends the sentence of a refusal. */
export function* getProjectFor(
  permission: Permission,
  what: string,
  id: string,
  context: MutationContext,
): Effect<Project> {
  const project = yield* getVisible(projectModel, id, context);
  const { actor } = context;
  const isOwn = !may(actor.role, permission, false) && (yield* isOwnProject(project, actor.id));
  requireMay(context, permission, what, isOwn);
  return project;
}
