import type { FieldChanges } from '../effect/change-fields.ts';
import type { Json } from '../json.ts';
import type { FindRow } from './define-mutation.ts';
import { type Said, said } from './said.ts';

/** Values longer than this are not repeated in a description. */
const SHORT = 40;

/** Fields that hold the id of a row, by the table of that row. */
const references: Readonly<Record<string, string>> = {
  assigneeId: 'user',
  projectId: 'project',
  divisionId: 'division',
};

/** Fields that hold one of a few words, which have a name in each language. */
const choices: readonly string[] = ['status', 'priority', 'role'];

/** A change of fields: in English "“Leaking tap”: Status → Waiting". */
export function describeChanges(changes: FieldChanges, what: Said, find: FindRow): Said {
  const parts = Object.entries(changes).map(([field, change]) => {
    const value = change === undefined ? undefined : saidValue(field, change.now, find);
    const name = said(`field.${field}`);
    return value === undefined ? name : said('set', { field: name, value });
  });
  return said('fields', { what, changes: parts });
}

function saidValue(field: string, value: Json, find: FindRow): Said | undefined {
  if (value === null) return said('none');
  if (typeof value !== 'string' || value.length > SHORT) return undefined;
  if (references[field] !== undefined) return saidReference(find(references[field], value)?.name);
  if (field === 'due') return said('day', { day: value.slice(0, 10) });
  return choices.includes(field) ? said(`${field}.${value}`) : said('quoted', { text: value });
}

function saidReference(name: unknown): Said {
  return typeof name === 'string' ? said('person', { name }) : said('some.other');
}
