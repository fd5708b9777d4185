import { type Json, sameJson } from '@holdfast/shared/json.ts';
import { mergeText } from '@holdfast/shared/text-merge.ts';
import type { Accepted } from '../world/ledger.ts';
import type { Mirror } from '../world/mirror.ts';
import type { PushedMutation } from '../world/pushed-mutation.ts';
import { asObject } from './as-object.ts';
import { resolveWas, type SeenChange } from './seen-values.ts';

/** One field, who wrote it last, and in which version; whoever it was is told when somebody else overwrites it unseen. */
interface Field {
  value: Json;
  userId: string;
  version: number;
}
type Fields = Map<string, Field>;

/** What people were to be told of: one line for each, with how often. */
export type Told = Map<string, number>;

const longText = new Set(['description', 'body']);
/** Of what else was replaced there is no activity to name, so nobody is told. */
const toldOf = new Set(['ticket', 'project', 'thread']);
const trackedFields: Record<string, readonly string[]> = {
  ticket: ['title', 'description', 'status', 'priority', 'assigneeId', 'projectId', 'divisionId', 'due'],
  project: ['name', 'description', 'status', 'divisionId'],
  thread: ['name'],
  message: ['body'],
};
/** What mutations are named after that are of another table's rows. */
const tableOf: Record<string, string> = { conversation: 'thread' };

/** What a run began with: rows as they were made, and by whom. */
export interface Beginning {
  readonly table: string;
  readonly id: string;
  readonly values: Readonly<Record<string, Json>>;
  readonly userId: string;
  readonly version: number;
}

/** Reads from a mirror what a run begins with. */
export function beginningOf(mirror: Mirror): Beginning[] {
  const made = [...mirror.rows('activity')].filter(({ kind }) => kind === 'created');
  return made.flatMap(({ id, subjectTable, subjectId, actorId }) => {
    const by = { userId: String(actorId), version: mirror.tables.get('activity')?.get(id)?.version ?? 0 };
    return [String(subjectTable), 'thread'].map((table) => ({
      ...by,
      table,
      id: String(subjectId),
      values: mirror.row(table, String(subjectId)) ?? {},
    }));
  });
}

/**
 * Works out field by field what accepted mutations make of tickets and projects, and who must be
 * told: from the rules of docs/sync.md (S27 to S30) and not from the product's effects.
 */
export class FieldOracle {
  readonly rows = new Map<string, Fields>();
  readonly watchers = new Map<string, Set<string>>();
  readonly told: Told = new Map();
  readonly problems: string[] = [];
  readonly #deleted = new Set<string>();
  readonly #executed: (id: string) => PushedMutation | undefined;
  readonly #isRefused: (id: string) => boolean;

  constructor(
    beginning: readonly Beginning[],
    executed: (id: string) => PushedMutation | undefined,
    isRefused: (id: string) => boolean,
  ) {
    this.#executed = executed;
    this.#isRefused = isRefused;
    for (const { table, id, values, ...by } of beginning) this.#create(table, id, values, by);
  }

  /** Takes the next accepted mutation, in version order. */
  take(accepted: Accepted): void {
    const mutation = this.#executed(accepted.id);
    if (mutation === undefined) return;
    const args = asObject(mutation.args);
    const id = String(args.id);
    const [entity = '', verb = ''] = mutation.name.split('.');
    const table = tableOf[entity] ?? entity;
    if (verb === 'create' || verb === 'import' || verb === 'open') this.#make(table, verb, args, accepted);
    else if (verb === 'update' || verb === 'edit' || verb === 'rename')
      this.#update(table, id, mutation, accepted);
    else if (verb === 'revert') this.#revert(table, id, asObject(args.changes), accepted);
    else if (table === 'message') this.#takeText(id, verb, args, accepted);
    else if (verb === 'withdraw') this.#withdraw(table, id);
    else if (verb === 'watch') this.watchers.get(id)?.add(String(args.userId));
    else if (verb === 'unwatch') this.watchers.get(id)?.delete(String(args.userId));
  }

  /** What a field of a row holds now. */
  value(table: string, id: string, name: string): Json | undefined {
    return this.rows.get(`${table} ${id}`)?.get(name)?.value;
  }

  /** A row with what is made with it. What is open already is opened no second time. */
  #make(table: string, verb: string, args: Readonly<Record<string, Json>>, by: Accepted): void {
    const id = String(args.id);
    if (verb === 'open' && this.rows.has(`${table} ${id}`)) return;
    this.#create(table, id, madeBy(table, verb, args), by);
    if (table === 'ticket' || table === 'project') this.#create('thread', id, {}, by);
    for (const comment of Array.isArray(args.comments) ? args.comments : [])
      this.#create('message', String(asObject(comment).id), asObject(comment), by);
  }

  /** Deleted and put back: what stood there may come back from its author only. */
  #takeText(id: string, verb: string, { body = null }: Readonly<Record<string, Json>>, by: Accepted): void {
    const field = this.rows.get(`message ${id}`)?.get('body');
    if (field === undefined) return;
    if (verb === 'delete' || verb === 'withdraw') {
      this.#deleted.add(id);
      this.#write(field, '', by);
    } else if (verb === 'restore' && this.#deleted.delete(id)) this.#write(field, body, by);
  }

  #create(
    table: string,
    id: string,
    values: Readonly<Record<string, Json>>,
    by: { userId: string; version: number },
  ): void {
    const { userId, version } = by;
    const names = trackedFields[table];
    if (names === undefined) return;
    const fields = names.map((name): [string, Field] => [
      name,
      { value: values[name] ?? null, userId, version },
    ]);
    this.rows.set(`${table} ${id}`, new Map(fields));
    if (table === 'ticket') this.watchers.set(id, new Set());
  }

  #withdraw(table: string, id: string): void {
    this.rows.delete(`${table} ${id}`);
    this.rows.delete(`thread ${id}`);
    this.watchers.delete(id);
  }

  #update(table: string, id: string, mutation: PushedMutation, by: Accepted): void {
    const changes = asObject(asObject(mutation.args).changes);
    for (const [name, change] of Object.entries(changes)) {
      const field = this.rows.get(`${table} ${id}`)?.get(name);
      if (field === undefined) continue;
      const seen = resolveWas(name, changeOf(change), mutation, this.#executed, this.#isRefused);
      if (sameJson(field.value, seen.now)) continue;
      if (seen.was !== undefined && sameJson(field.value, seen.was)) this.#write(field, seen.now, by);
      else if (longText.has(name)) this.#merge(`${table} ${id} ${name}`, field, seen, by);
      else this.#overwrite(`${table} ${id}`, name, field, seen.now, by);
    }
  }

  #overwrite(row: string, name: string, field: Field, now: Json, by: Accepted): void {
    if (field.userId !== by.userId) this.#tell(row, field.userId, `${name} replaced in ${by.version}`);
    this.#write(field, now, by);
  }

  #merge(what: string, field: Field, { was, now }: SeenChange, by: Accepted): void {
    const there = String(field.value ?? '');
    // Over an empty text nothing is lost, whatever its author had seen.
    const unseen = there === '' ? String(now ?? '') : undefined;
    const merged = was === undefined ? unseen : mergeText(String(was ?? ''), String(now ?? ''), there);
    if (merged === undefined)
      this.problems.push(`${what} was accepted in ${by.version}, but cannot be merged`);
    else if (merged !== field.value) this.#write(field, merged, by);
  }

  /** An undo puts a field back only where nobody has changed it since; otherwise its author is told (S30). */
  #revert(table: string, id: string, changes: Readonly<Record<string, Json>>, by: Accepted): void {
    for (const [name, change] of Object.entries(changes)) {
      const field = this.rows.get(`${table} ${id}`)?.get(name);
      const { ifStill = null, now = null } = asObject(change);
      if (field === undefined || sameJson(field.value, now)) continue;
      if (sameJson(field.value, ifStill)) this.#write(field, now, by);
      else if (longText.has(name))
        this.#mergeBack(`${table} ${id}`, name, field, String(ifStill ?? ''), String(now ?? ''), by);
      else this.#skip(`${table} ${id}`, name, field, by);
    }
  }

  #mergeBack(row: string, name: string, field: Field, base: string, mine: string, by: Accepted): void {
    const merged = mergeText(base, mine, String(field.value ?? ''));
    if (merged === undefined) this.#skip(row, name, field, by);
    else if (merged !== field.value) this.#write(field, merged, by);
  }

  #skip(row: string, name: string, field: Field, by: Accepted): void {
    this.#tell(row, by.userId, `${name} undo-skipped in ${field.version}`);
  }

  #tell(row: string, userId: string, what: string): void {
    const [table = '', id = ''] = row.split(' ');
    if (!toldOf.has(table)) return;
    const line = `${userId} ${id} ${what}`;
    this.told.set(line, (this.told.get(line) ?? 0) + 1);
  }

  #write(field: Field, value: Json, { userId, version }: Accepted): void {
    field.value = value;
    field.userId = userId;
    field.version = version;
  }
}

/** The values of a new row: what its author gave, and what every new row of its table has. */
function madeBy(table: string, verb: string, args: Readonly<Record<string, Json>>): Record<string, Json> {
  if (table === 'project') return { ...args, status: 'active' };
  return verb === 'import' ? { ...args, assigneeId: null, projectId: null } : { ...args, status: 'open' };
}

function changeOf(change: Json): SeenChange {
  const { was, now = null } = asObject(change);
  return { was, now };
}
