import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Mirror, RowWrite } from '../world/mirror.ts';

const TABLE = 'notification';

/** Takes what a commit wrote, one change after the other, and gives what it told people wrongly (invariant 12). */
export function applyChanges(mirror: Mirror, writes: readonly RowWrite[]): readonly string[] {
  const problems: string[] = [];
  for (let begin = 0; begin < writes.length; ) {
    const version = writes[begin]?.version;
    const next = writes.findIndex((write, place) => place > begin && write.version !== version);
    const end = next === -1 ? writes.length : next;
    problems.push(...applyChange(mirror, writes.slice(begin, end)));
    begin = end;
  }
  return problems;
}

function applyChange(mirror: Mirror, writes: readonly RowWrite[]): readonly string[] {
  const told = writes.flatMap(({ table, id, data }) => {
    if (table !== TABLE || data === undefined) return [];
    const before = mirror.row(TABLE, id);
    const isNews = before === undefined || Number(data.count) > Number(before.count);
    return isNews ? [{ row: data, isNew: before === undefined }] : [];
  });
  mirror.apply(writes);
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
