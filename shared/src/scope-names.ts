/** Scopes are keys of visibility (S8). These functions are the only place that spells them. */
export const EVERYONE = 'everyone';
/** Those who work the desk: agents, managers and admins. */
export const DESK = 'desk';
export const ADMIN = 'admin';

export function userScope(userId: string): string {
  return `user:${userId}`;
}

export function projectScope(projectId: string): string {
  return `project:${projectId}`;
}

export function divisionScope(divisionId: string): string {
  return `division:${divisionId}`;
}
