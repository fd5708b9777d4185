import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Mirror, RowWrite } from '../world/mirror.ts';

const TABLE = 'notification';

/** What a change told somebody. */
export interface Told {
  readonly row: RowData;
  readonly isNew: boolean;
}

/** What the writes of one change tell people, before they are applied. */
export function toldIn(mirror: Mirror, writes: readonly RowWrite[]): Told[] {
  return writes.flatMap(({ table, id, data }) => {
    if (table !== TABLE || data === undefined) return [];
    const before = mirror.row(TABLE, id);
    const isNews = before === undefined || Number(data.count) > Number(before.count);
    return isNews ? [{ row: data, isNew: before === undefined }] : [];
  });
}

/** Invariant 12, once they were applied: what people were told wrongly. */
export function toldWrongly(mirror: Mirror, told: readonly Told[]): string[] {
  return told.flatMap(({ row, isNew }) => problemsOf(mirror, row, isNew));
}

function problemsOf(mirror: Mirror, row: RowData, isNew: boolean): readonly string[] {
  const name = `notification ${row.id} (${row.kind}) of ${row.userId}`;
  const problems: string[] = [];
  if (row.actorId === row.userId) problems.push(`${name} is about what they did themselves`);
  if (!maySeeSubject(mirror, row)) problems.push(`${name} is about what they may not see`);
  if (isNew && [...mirror.rows(TABLE)].some((other) => other.id !== row.id && isUnreadAlike(other, row)))
    problems.push(`${name} is one more, though one of its kind about the same is unread`);
  return problems;
}

function maySeeSubject(mirror: Mirror, { userId, subjectTable, subjectId }: RowData): boolean {
  const person = String(userId);
  if (mirror.isDisabled(person)) return false;
  if (subjectTable === null) return true;
  const subject = mirror.row(String(subjectTable), String(subjectId));
  return subject !== undefined && mirror.maySee(person, String(subjectTable), subject);
}

function isUnreadAlike(other: RowData, row: RowData): boolean {
  const isAlike = ['userId', 'kind', 'subjectId'].every((field) => other[field] === row[field]);
  return isAlike && other.readAt === null && other.doneAt === null;
}
