import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { Mirror } from '../world/mirror.ts';

/** The fields that people change, of each table of which they are worked out a second time. */
export const checkedFields: Readonly<Record<string, readonly string[]>> = {
  ticket: ['title', 'description', 'status', 'priority', 'assigneeId', 'projectId', 'divisionId', 'due'],
  project: [
    'name',
    'description',
    'status',
    'divisionId',
    'ownerId',
    'stage',
    'startsOn',
    'endsOn',
    'budget',
    'spent',
    'cash',
    'cashThreshold',
    'spentThreshold',
  ],
  phase: ['name', 'position', 'startsOn', 'endsOn', 'status', 'progress'],
  assignment: ['hours'],
  work_hours: ['weekdays'],
  absence: ['startsOn', 'endsOn', 'share', 'note'],
  alert: ['acknowledgedBy', 'snoozedUntil', 'assigneeId'],
  thread: ['name'],
  message: ['body'],
};

/** What holds of a project of which nothing was planned: nobody overwrites anybody by planning it first. */
export const unplanned: Readonly<Record<string, Json>> = { stage: 'running', spent: 0 };

export function hasThread(table: string): boolean {
  return table === 'ticket' || table === 'project';
}

/** The table of whose rows a mutation is, by the first part of its name. */
export function tableOfMutation(name: string): string {
  const entity = name.split('.')[0] ?? '';
  return entity === 'conversation' ? 'thread' : entity.replaceAll('-', '_');
}

/** What names a row here: its id, or of what is planned its place, so that two rows of one place show. */
export function keyOf(table: string, row: Readonly<Record<string, unknown>>): string {
  if (table !== 'assignment') return String(row.id);
  return [row.userId, row.projectId, row.phaseId ?? 'whole', row.week].join('/');
}

/** What a field of a row holds; of what was never planned what holds then. */
export function fieldOf(table: string, row: RowData, name: string): Json {
  return row[name] ?? (table === 'project' ? unplanned[name] : undefined) ?? null;
}

/** What a run began with: rows as they were made, and by whom. */
export interface Beginning {
  readonly table: string;
  readonly id: string;
  readonly values: Readonly<Record<string, Json>>;
  readonly userId: string;
  readonly version: number;
}

/** Tables whose rows the server makes by itself. */
const madeByServer: ReadonlySet<string> = new Set(['alert']);
/** Whose those rows are, until people change them: nobody is told when what the server wrote is replaced. */
export const nobody = 'the server';

/** Reads from a mirror what a run begins with: its rows are as they were made. */
export function beginningOf(mirror: Mirror): Beginning[] {
  const made = creationsIn(mirror).filter(({ subjectTable }) => !madeByServer.has(String(subjectTable)));
  const kept = made.flatMap(({ id, subjectTable, subjectId, actorId }) => {
    const by = { userId: String(actorId), version: versionOf(mirror, id) };
    const subject = String(subjectTable);
    return (hasThread(subject) ? [subject, 'thread'] : [subject]).map((table) => ({
      ...by,
      table,
      id: String(subjectId),
      values: { ...(table === 'project' && unplanned), ...mirror.row(table, String(subjectId)) },
    }));
  });
  // Of what was planned for the first time no history is kept.
  const planned = [...mirror.rows('assignment')].map((row) => ({
    table: 'assignment',
    id: keyOf('assignment', row),
    values: row,
    userId: String(row.updatedBy),
    version: mirror.tables.get('assignment')?.get(row.id)?.version ?? 0,
  }));
  return [...kept, ...planned];
}

/** Reads from a mirror which rows the server has made: people have done nothing about them yet. */
export function madeByServerIn(mirror: Mirror): Beginning[] {
  const made = creationsIn(mirror).filter(({ subjectTable }) => madeByServer.has(String(subjectTable)));
  return made.map(({ id, subjectTable, subjectId }) => ({
    table: String(subjectTable),
    id: String(subjectId),
    values: {},
    userId: nobody,
    version: versionOf(mirror, id),
  }));
}

function creationsIn(mirror: Mirror): RowData[] {
  return [...mirror.rows('activity')].filter(({ kind }) => kind === 'created');
}

function versionOf(mirror: Mirror, activityId: string): number {
  return mirror.tables.get('activity')?.get(activityId)?.version ?? 0;
}
