import type { FieldChanges } from '../effect/change-fields.ts';
import type { Json } from '../json.ts';
import type { FindRow } from './define-mutation.ts';
import { type Said, said } from './said.ts';

/** Values longer than this are not repeated in a description. */
const SHORT = 40;

/** Fields that hold the id of a row, by the table of that row. */
const references: Readonly<Record<string, string>> = {
  assigneeId: 'user',
  ownerId: 'user',
  acknowledgedBy: 'user',
  projectId: 'project',
  divisionId: 'division',
};

/** Fields that hold one of a few words, which have a name in each language. */
const choices: readonly string[] = ['status', 'priority', 'role', 'stage'];

/** Fields that hold a day, or a moment of which the day is said. */
const days: readonly string[] = ['due', 'startsOn', 'endsOn', 'snoozedUntil'];

/** Fields that hold money in hundredths. */
const amounts: readonly string[] = ['budget', 'spent', 'cash', 'cashThreshold'];

/** Fields that hold a share in percent. */
const shares: readonly string[] = ['spentThreshold', 'progress', 'share'];

/** Fields whose values say nothing to people. */
const unsaid: readonly string[] = ['position'];

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
  if (typeof value === 'number') return saidNumber(field, value);
  if (typeof value !== 'string' || value.length > SHORT || unsaid.includes(field)) return undefined;
  if (references[field] !== undefined) return saidReference(find(references[field], value)?.name);
  if (days.includes(field)) return said('day', { day: value.slice(0, 10) });
  return choices.includes(field) ? said(`${field}.${value}`) : said('quoted', { text: value });
}

function saidNumber(field: string, value: number): Said | undefined {
  if (amounts.includes(field)) return said('amount', { money: String(value) });
  return shares.includes(field) ? said('share', { percent: String(value) }) : undefined;
}

function saidReference(name: unknown): Said {
  return typeof name === 'string' ? said('person', { name }) : said('some.other');
}
