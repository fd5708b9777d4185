import { type Json, sameJson } from '@holdfast/shared/json.ts';
import { mergeText } from '@holdfast/shared/text-merge.ts';
import type { Accepted } from '../world/ledger.ts';
import type { PushedMutation } from '../world/pushed-mutation.ts';
import { asObject } from './as-object.ts';
import {
  type Beginning,
  checkedFields,
  hasThread,
  keyOf,
  nobody,
  tableOfMutation,
  unplanned,
} from './checked-fields.ts';
import { resolveWas, type SeenChange } from './seen-values.ts';

/** One field, who wrote it last, and in which version; whoever it was is told when somebody else overwrites it unseen. */
interface Field {
  value: Json;
  userId: string;
  version: number;
  /** Whether there is an activity that says so. */
  isKept: boolean;
}
type Args = Readonly<Record<string, Json>>;
export type Fields = Map<string, Field>;

/** What people were to be told of, by a line for each: of which row, and how often. */
type Told = Map<string, { readonly row: string; readonly count: number }>;

const longText = new Set(['description', 'body']);
/** Of what was replaced in a message there is no activity to name, so nobody is told. */
const untold = new Set(['message']);
/** What mutations do, by the last part of their name: each of these names is used of one thing only. */
const makes = new Set(['create', 'import', 'open', 'add', 'post']);
const changesFields = new Set(['update', 'edit', 'reword', 'rename', 'plan']);
const reverts = new Set(['revert', 'revert-plan', 'unword']);
const takesAway = new Set(['withdraw', 'remove']);

/**
 * Works out field by field what accepted mutations make of tickets, projects and what is planned, and who must be
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
    const table = tableOfMutation(mutation.name);
    const verb = mutation.name.split('.')[1] ?? '';
    const id = keyOf(table, args);
    if (verb === 'set') this.#ensure(table, id, args, accepted);
    if (makes.has(verb)) this.#make(table, verb, args, accepted);
    else if (changesFields.has(verb) || verb === 'set') this.#update(table, id, mutation, accepted);
    else if (reverts.has(verb)) this.#revert(table, id, asObject(args.changes), accepted);
    else if (table === 'message') this.#takeText(id, verb, args, accepted);
    else if (takesAway.has(verb)) this.#takeAway(table, id, accepted);
    else if (verb === 'watch') this.watchers.get(id)?.add(String(args.userId));
    else if (verb === 'unwatch') this.watchers.get(id)?.delete(String(args.userId));
  }

  /** What a field of a row holds now. */
  value(table: string, id: string, name: string): Json | undefined {
    return this.rows.get(`${table} ${id}`)?.get(name)?.value;
  }

  /** A row with what is made with it. What is open already is opened no second time. */
  #make(table: string, verb: string, args: Args, by: Accepted): void {
    const id = String(args.id);
    if (verb === 'open' && this.rows.has(`${table} ${id}`)) return;
    this.#create(table, id, madeBy(table, verb, args, by.userId), by);
    if (hasThread(table)) this.#create('thread', id, {}, by);
    for (const comment of Array.isArray(args.comments) ? args.comments : [])
      this.#create('message', String(asObject(comment).id), asObject(comment), by);
  }

  /** Deleted and put back: what stood there may come back from its author only. */
  #takeText(id: string, verb: string, { body = null }: Args, by: Accepted): void {
    const field = this.rows.get(`message ${id}`)?.get('body');
    if (field === undefined) return;
    if (verb === 'delete' || verb === 'withdraw' || verb === 'unpost') {
      this.#deleted.add(id);
      this.#write(field, '', by);
    } else if ((verb === 'restore' || verb === 'put-back') && this.#deleted.delete(id))
      this.#write(field, body, by);
  }

  #create(table: string, id: string, values: Args, by: { userId: string; version: number }): void {
    const { userId, version } = by;
    const names = checkedFields[table];
    if (names === undefined) return;
    const fields = names.map((name): [string, Field] => [
      name,
      { value: values[name] ?? null, userId, version, isKept: table !== 'assignment' },
    ]);
    this.rows.set(`${table} ${id}`, new Map(fields));
    if (table === 'ticket') this.watchers.set(id, new Set());
  }

  /** Of what is set a row is made where there is none: as it is where nobody said anything, or with the first hours. */
  #ensure(table: string, id: string, args: Args, by: Accepted): void {
    if (this.rows.has(`${table} ${id}`)) return;
    if (table === 'work_hours') this.#create(table, id, { weekdays: [8, 8, 8, 8, 8, 0, 0] }, by);
    const { now = 0 } = asObject(asObject(args.changes).hours);
    if (table === 'assignment' && Number(now) > 0) this.#create(table, id, { hours: now }, by);
  }

  #takeAway(table: string, id: string, by: Accepted): void {
    if (table === 'phase') this.#endHours(id, by);
    this.rows.delete(`${table} ${id}`);
    this.rows.delete(`thread ${id}`);
    this.watchers.delete(id);
  }

  /** With a phase goes what was planned for people who were disabled: others' hours would have kept it. */
  #endHours(phaseId: string, by: Accepted): void {
    for (const [row, fields] of this.rows) {
      const hours = fields.get('hours');
      if (hours !== undefined && hours.value !== 0 && row.includes(`/${phaseId}/`)) this.#write(hours, 0, by);
    }
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
    if (field.userId !== by.userId && field.userId !== nobody)
      this.#tell(row, field.userId, `${name} replaced in ${by.version}`);
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
  #revert(table: string, id: string, changes: Args, by: Accepted): void {
    if (table === 'work_hours') this.#ensure(table, id, {}, by);
    for (const [name, change] of Object.entries(changes)) {
      const field = this.rows.get(`${table} ${id}`)?.get(name);
      const { ifStill = null, now: then = null } = asObject(change);
      // Nobody acknowledges in another's name, not even again.
      const now = name === 'acknowledgedBy' && then !== null ? by.userId : then;
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
    // What the undo itself has just made, or was made without a history, is nobody's change to be named.
    if (field.version === by.version || !field.isKept) return;
    this.#tell(row, by.userId, `${name} undo-skipped in ${field.version}`);
  }

  #tell(row: string, userId: string, what: string): void {
    const [table = ''] = row.split(' ');
    if (untold.has(table)) return;
    const line = `${userId} of ${row} ${what}`;
    this.told.set(line, { row, count: (this.told.get(line)?.count ?? 0) + 1 });
  }

  #write(field: Field, value: Json, { userId, version }: Accepted): void {
    field.value = value;
    field.userId = userId;
    field.version = version;
    field.isKept = true;
  }
}

/** The values of a new row: what its author gave, and what every new row of its table has. */
function madeBy(table: string, verb: string, args: Args, userId: string): Args {
  if (table === 'project') return { ...unplanned, ...args, status: 'active', ownerId: userId };
  if (table !== 'ticket') return args;
  return verb === 'import' ? { ...args, assigneeId: null, projectId: null } : { ...args, status: 'open' };
}

function changeOf(change: Json): SeenChange {
  const { was, now = null } = asObject(change);
  return { was, now };
}
