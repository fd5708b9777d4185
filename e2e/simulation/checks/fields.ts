import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { type Json, sameJson } from '@holdfast/shared/json.ts';
import type { World } from '../world/world.ts';
import { checkedFields, fieldOf, keyOf, madeByServerIn } from './checked-fields.ts';
import { ConversationOracle } from './conversation-oracle.ts';
import { checkConversations } from './conversations.ts';
import { FieldOracle, type Fields } from './field-oracle.ts';

/** Invariant 9: where the server's rows, or what people were told, are not what the accepted mutations say. */
export function* checkFields(world: World): Generator<string> {
  const oracle = new FieldOracle(
    [...world.beginning, ...madeByServerIn(world.mirror)],
    (id) => world.executed.get(id),
    (id) => world.ledger.result(id)?.ok === false,
  );
  const conversations = new ConversationOracle(oracle);
  for (const accepted of world.ledger.inOrder()) {
    const mutation = world.executed.get(accepted.id);
    if (mutation !== undefined) conversations.take(accepted, mutation);
  }
  yield* oracle.problems;
  yield* checkRows(world, oracle);
  yield* checkWatchers(world, oracle);
  yield* checkTold(world, oracle);
  yield* checkConversations(world.mirror, conversations);
}

function* checkRows({ mirror }: World, { rows }: FieldOracle): Generator<string> {
  for (const table of Object.keys(checkedFields)) {
    const found = new Map<string, RowData>();
    for (const row of mirror.rows(table)) {
      const key = keyOf(table, row);
      if (found.has(key)) yield `${table} ${key} is there twice`;
      found.set(key, row);
      if (!rows.has(`${table} ${key}`)) yield `${table} ${key} is there and nobody made it`;
    }
    yield* checkTable(table, found, rows);
  }
}

function* checkTable(
  table: string,
  found: ReadonlyMap<string, RowData>,
  rows: FieldOracle['rows'],
): Generator<string> {
  for (const [name, fields] of rows) {
    if (!name.startsWith(`${table} `)) continue;
    const row = found.get(name.slice(table.length + 1));
    if (row === undefined) yield `${name} was made and is not there`;
    else yield* wrongFields(name, fields, (field) => fieldOf(table, row, field));
  }
}

function* wrongFields(row: string, fields: Fields, read: (field: string) => Json): Generator<string> {
  for (const [name, { value, version }] of fields) {
    if (sameJson(read(name), value)) continue;
    yield `${row} ${name} is ${JSON.stringify(read(name))}, but version ${version} made it ${JSON.stringify(value)}`;
  }
}

function* checkWatchers({ mirror }: World, { watchers }: FieldOracle): Generator<string> {
  for (const [id, expected] of watchers) {
    const found = mirror.row('ticket', id)?.watcherIds;
    const text = Array.isArray(found) ? [...found].sort().join(' ') : '';
    if (text !== [...expected].sort().join(' '))
      yield `ticket ${id} is watched by ${text}, not ${[...expected].join(' ')}`;
  }
}

/** Those who were overwritten unseen were told, once for each time, and nobody else was. What was taken away is not asked after. */
function* checkTold({ mirror }: World, oracle: FieldOracle): Generator<string> {
  const found = new Map<string, number>();
  for (const { userId, subjectTable, subjectId, field, activityId, kind } of mirror.rows('overwrite')) {
    const subject = mirror.row(String(subjectTable), String(subjectId));
    if (subject === undefined) continue;
    const name = `${subjectTable} ${keyOf(String(subjectTable), subject)}`;
    const version = mirror.tables.get('activity')?.get(String(activityId))?.version;
    const line = `${userId} of ${name} ${field} ${kind ?? 'replaced'} in ${version}`;
    if (oracle.rows.has(name)) found.set(line, (found.get(line) ?? 0) + 1);
  }
  for (const [line, { row, count }] of oracle.told) {
    if (oracle.rows.has(row) && (found.get(line) ?? 0) !== count)
      yield `somebody was told ${found.get(line) ?? 0} times, not ${count}, of: ${line}`;
  }
  for (const line of found.keys()) {
    if (!oracle.told.has(line)) yield `somebody was told of what did not happen: ${line}`;
  }
}
