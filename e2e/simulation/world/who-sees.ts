import type { RowData } from '@holdfast/shared/effect/operations.ts';

/** Rows of one person alone, whatever they are about. */
const ownTables = new Set(['overwrite', 'notification', 'subscription']);
const nobody: ReadonlySet<string> = new Set();

/**
 * Who may see what, by the rows of one moment: worked out here a second time, in the plainest way, so that
 * a mistake in the product's own audiences or entries shows (S8, S11).
 */
export abstract class WhoSees {
  readonly #scopes = new Map<string, ReadonlySet<string>>();

  /** Nothing of a row that is absent or deleted. */
  abstract row(table: string, id: string): RowData | undefined;
  /** Those that are not deleted. */
  abstract rows(table: string): Iterable<RowData>;

  /** Rows that say what people may see have changed. */
  protected forgetScopes(): void {
    this.#scopes.clear();
  }

  /** Nothing for somebody who is not there or was disabled. */
  scopesOf(userId: string): ReadonlySet<string> {
    const known = this.#scopes.get(userId);
    if (known !== undefined) return known;
    const scopes = this.#readScopes(userId);
    this.#scopes.set(userId, scopes);
    return scopes;
  }

  isDisabled(userId: string): boolean {
    return this.row('user', userId)?.disabled !== false;
  }

  /** The scopes in which a row can be seen now. */
  audienceOf(table: string, row: RowData): ReadonlySet<string> {
    const scopes = new Set<string>();
    this.#collect(table, row, scopes, 0);
    return scopes;
  }

  maySee(userId: string, table: string, row: RowData): boolean {
    const scopes = this.scopesOf(userId);
    return [...this.audienceOf(table, row)].some((scope) => scopes.has(scope));
  }

  #readScopes(userId: string): ReadonlySet<string> {
    const user = this.row('user', userId);
    if (user === undefined || user.disabled === true) return nobody;
    const scopes = new Set(['everyone', `user:${userId}`]);
    if (user.role !== 'staff') scopes.add('desk');
    if (user.role === 'admin') scopes.add('admin');
    for (const membership of this.rows('membership')) {
      if (membership.userId !== userId) continue;
      if (membership.groupTable === 'project') scopes.add(`project:${membership.groupId}`);
      else if (membership.role === 'manager') scopes.add(`division:${membership.groupId}`);
    }
    for (const participant of this.rows('participant')) {
      if (participant.userId === userId) scopes.add(`thread:${participant.threadId}`);
    }
    return scopes;
  }

  #collect(table: string, row: RowData, scopes: Set<string>, depth: number): void {
    const add = (scope: string, id: unknown): void => {
      if (typeof id === 'string') scopes.add(`${scope}:${id}`);
    };
    if (table === 'user' || table === 'division') scopes.add('everyone');
    if (ownTables.has(table)) add('user', row.userId);
    if (table === 'project') scopes.add('desk').add(`project:${row.id}`);
    if (table === 'membership') {
      if (row.groupTable === 'division') scopes.add('everyone');
      else scopes.add('desk').add(`project:${row.groupId}`).add(`user:${row.userId}`);
    }
    if (table === 'ticket') {
      scopes.add('desk');
      add('user', row.creatorId);
      add('user', row.assigneeId);
      add('project', row.projectId);
      for (const watcher of Array.isArray(row.watcherIds) ? row.watcherIds : []) add('user', watcher);
    }
    this.#collectOfConversations(table, row, scopes);
    this.#collectOfPlans(table, row, add, scopes);
    this.#collectParent(table, row, scopes, depth);
  }

  /** What is private is for those who take part, whatever their role. */
  #collectOfConversations(table: string, row: RowData, scopes: Set<string>): void {
    const isPrivate = row.subjectTable === 'group' || row.subjectTable === 'direct';
    if (table === 'thread' && isPrivate) scopes.add(`thread:${row.id}`);
    if (table === 'participant') scopes.add(`thread:${row.threadId}`);
    if (table === 'read_marker') scopes.add(`user:${row.userId}`);
    if (table === 'preference') scopes.add(`user:${row.id}`);
  }

  /** What is planned is for those whom it is about and those who see its project; what they can do, and when not, for the desk too. */
  #collectOfPlans(
    table: string,
    row: RowData,
    add: (scope: string, id: unknown) => void,
    scopes: Set<string>,
  ): void {
    if (table === 'holiday' || table === 'alert_rule') scopes.add('everyone');
    if (table === 'work_hours' || table === 'absence') scopes.add('desk');
    if (table === 'work_hours') add('user', row.id);
    if (table === 'absence' || table === 'assignment') add('user', row.userId);
    if (table !== 'alert') return;
    scopes.add('admin');
    for (const id of Array.isArray(row.divisionIds) ? row.divisionIds : []) add('division', id);
    add('user', row.ownerId);
    add('user', row.assigneeId);
  }

  #collectParent(table: string, row: RowData, scopes: Set<string>, depth: number): void {
    const [parentTable, parentId] = parentOf(table, row);
    if (depth > 4 || ownTables.has(table)) return;
    if (typeof parentTable !== 'string' || typeof parentId !== 'string') return;
    const parent = this.row(parentTable, parentId);
    if (parent !== undefined) this.#collect(parentTable, parent, scopes, depth + 1);
  }
}

/** The row whose sight a row shares: nothing where it stands for itself, or its person keeps it to themselves. */
function parentOf(table: string, row: RowData): readonly unknown[] {
  if (table === 'phase' || table === 'assignment') return ['project', row.projectId];
  if (table === 'message') return ['thread', row.threadId];
  if (table === 'message_version' || table === 'reaction') return ['message', row.messageId];
  // The subject of an alert is named, and its sight is not shared.
  if (table === 'alert') return [];
  if (table === 'read_marker') return row.shared === true ? ['thread', row.threadId] : [];
  return [row.subjectTable, row.subjectId];
}
