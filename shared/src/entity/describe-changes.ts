import type { FieldChanges } from '../effect/change-fields.ts';
import type { Json } from '../json.ts';
import type { FindRow } from './define-mutation.ts';

/** Values longer than this are not repeated in a description. */
const SHORT = 40;

/** Fields that hold the id of a row, by the table of that row. */
const references: Readonly<Record<string, string>> = {
  assigneeId: 'user',
  projectId: 'project',
  divisionId: 'division',
};

/** A change of fields in plain words: "“Leaking tap”: Status → Waiting". */
export function describeChanges(changes: FieldChanges, what: string, find: FindRow): string {
  const parts = Object.entries(changes).map(([field, change]) => {
    const value = change === undefined ? undefined : valueInWords(field, change.now, find);
    return value === undefined ? fieldInWords(field) : `${fieldInWords(field)} → ${value}`;
  });
  return `${what}: ${parts.join(', ')}`;
}

function fieldInWords(field: string): string {
  return inWords(field.replace(/Id$/, ''));
}

function valueInWords(field: string, value: Json, find: FindRow): string | undefined {
  if (value === null) return 'none';
  if (typeof value !== 'string' || value.length > SHORT) return undefined;
  const table = references[field];
  if (table !== undefined) return String(find(table, value)?.name ?? 'somebody or something else');
  if (field === 'due') return value.slice(0, 10);
  return field === 'title' || field === 'name' || field === 'description' ? `“${value}”` : inWords(value);
}

function inWords(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
