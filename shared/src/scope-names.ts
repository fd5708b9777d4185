/** Scopes are keys of visibility (S8). These functions are the only place that spells them. */
export const EVERYONE = 'everyone';
/** Those who work the desk: agents, managers and admins. */
export const DESK = 'desk';
export const ADMIN = 'admin';

/** The scopes that are of no single row. */
export const ROLE_SCOPES: readonly string[] = [EVERYONE, DESK, ADMIN];

export function userScope(userId: string): string {
  return `user:${userId}`;
}

export function projectScope(projectId: string): string {
  return `project:${projectId}`;
}

export function divisionScope(divisionId: string): string {
  return `division:${divisionId}`;
}

/** Of the members of a group or a direct conversation alone. */
export function threadScope(threadId: string): string {
  return `thread:${threadId}`;
}

/**
 * The row that a scope is of; nothing for the scopes of roles, for what is no scope, and for those of
 * conversations, which nobody but their members may be given.
 */
export function rowOfScope(scope: string): { readonly table: string; readonly id: string } | undefined {
  const [table = '', id = '', ...rest] = scope.split(':');
  const isOfRow = ['user', 'project', 'division'].includes(table) && id !== '' && rest.length === 0;
  return isOfRow ? { table, id } : undefined;
}
