import { sameJson } from '@holdfast/shared/json.ts';
import type { World } from '../world/world.ts';
import { ConversationOracle } from './conversation-oracle.ts';
import { checkConversations } from './conversations.ts';
import { FieldOracle, type Told } from './field-oracle.ts';

/** Invariant 9: where the server's rows, or what people were told, are not what the accepted mutations say. */
export function* checkFields(world: World): Generator<string> {
  const oracle = new FieldOracle(
    world.beginning,
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
  for (const [key, fields] of rows) {
    const [table = '', id = ''] = key.split(' ');
    const row = mirror.row(table, id);
    if (row === undefined) yield `${key} was made and is not there`;
    for (const [name, field] of fields) {
      if (row === undefined || sameJson(row[name] ?? null, field.value)) continue;
      yield `${key} ${name} is ${JSON.stringify(row[name])}, but version ${field.version} made it ${JSON.stringify(field.value)}`;
    }
  }
  for (const table of ['ticket', 'project', 'thread', 'message']) {
    for (const { id } of mirror.rows(table))
      if (!rows.has(`${table} ${id}`)) yield `${table} ${id} is there and nobody made it`;
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

/** Those who were overwritten unseen were told, once for each time, and nobody else was. */
function* checkTold({ mirror }: World, oracle: FieldOracle): Generator<string> {
  const found: Told = new Map();
  for (const { userId, subjectId, field, activityId, kind } of mirror.rows('overwrite')) {
    const version = mirror.tables.get('activity')?.get(String(activityId))?.version;
    const line = `${userId} ${subjectId} ${field} ${kind ?? 'replaced'} in ${version}`;
    found.set(line, (found.get(line) ?? 0) + 1);
  }
  for (const [line, count] of oracle.told) {
    const [, id = ''] = line.split(' ');
    if (!isThere(mirror, id)) continue;
    if ((found.get(line) ?? 0) !== count)
      yield `somebody was told ${found.get(line) ?? 0} times, not ${count}, of: ${line}`;
  }
  for (const line of found.keys()) {
    if (!oracle.told.has(line)) yield `somebody was told of what did not happen: ${line}`;
  }
}

function isThere(mirror: World['mirror'], id: string): boolean {
  return mirror.row('ticket', id) !== undefined || mirror.row('project', id) !== undefined;
}
