import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { activityModel, activitySchema } from '@holdfast/shared/model/activity.ts';
import type {
  OutsideCapacity,
  OutsideEvent,
  RowEventName,
} from '@holdfast/shared/protocol/outside-events.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { DESK, userScope } from '@holdfast/shared/scope-names.ts';
import { isUrgent } from '@holdfast/shared/urgency.ts';
import type { StoredEntry } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { keyOf } from '../sync/read-run.ts';
import { readTexts } from '../sync/read-texts.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import { readUtilization } from './read-utilization.ts';

/** Entries of a scope that are read at a time. */
const ENTRIES_AT_ONCE = 500;

/** A committed change, as bots are told of it. */
export interface News {
  readonly name: RowEventName;
  readonly rowId: string;
  /** Who hears what, beginning with those who hear most: a bot hears the first that is for one of its scopes. */
  readonly tellings: readonly Telling[];
}

/** Some of the held scopes that a change is visible in, and what is told there. */
export interface Telling {
  readonly scopes: readonly string[];
  readonly event: OutsideEvent;
}

/** What is news above a version, up to another one. */
export interface NewsStep {
  readonly upTo: number;
  /** Whether nothing more was committed when it was read. */
  readonly isLast: boolean;
  readonly news: readonly News[];
}

export interface NewsOptions {
  /** The version up to which everything has been told. */
  readonly above: number;
  /** Whether somebody listens to a scope. */
  readonly isHeld: (scope: string) => boolean;
  /** Whether somebody listens to an event. */
  readonly hears: (name: RowEventName) => boolean;
  /** Whether what was made at this version was not there before, and has not been told yet. */
  readonly isNew: (rowId: string, version: number) => boolean;
}

/** A row that has changed, and the held scopes that name it. */
interface Changed {
  readonly table: string;
  readonly id: string;
  readonly version: number;
  readonly scopes: string[];
}

/**
 * Reads what bots are to be told next, in one snapshot: the newest entries of the scopes that are
 * held, as many as are well read at a time. They are the entries that deltas are made of, so nobody
 * hears of what they could not sync (S8).
 */
export function* readNews(options: NewsOptions): ReadWork<NewsStep> {
  const { above, isHeld } = options;
  const version = yield* readStore((tx) => tx.version());
  const pages: (readonly StoredEntry[])[] = [];
  const heads = version > above ? yield* readStore((tx) => tx.headsAbove(above)) : [];
  const after = { version: above + 1, table: '', id: '' };
  for (const { scope } of heads) {
    if (isHeld(scope)) pages.push(yield* readStore((tx) => tx.entriesAfter(scope, after, ENTRIES_AT_ONCE)));
  }
  const upTo = Math.min(version, ...pages.map(endOf));
  const news = yield* newsOf(changedRows(pages.flat(), upTo), options);
  return { upTo, isLast: upTo === version, news };
}

/**
 * The last version that a page tells whole. A single change with more entries than a page gives
 * its bots the first of them.
 */
function endOf(page: readonly StoredEntry[]): number {
  const first = page[0]?.version;
  const last = page.at(-1)?.version;
  if (first === undefined || last === undefined || page.length < ENTRIES_AT_ONCE) return Infinity;
  return Math.max(first, last - 1);
}

function changedRows(entries: readonly StoredEntry[], upTo: number): readonly Changed[] {
  const rows = new Map<string, Changed>();
  for (const { scope, table, id, version, gone } of entries) {
    if (gone || version > upTo || findModel(table)?.outsideEvent === undefined) continue;
    const key = `${version} ${keyOf({ table, id })}`;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { table, id, version, scopes: [scope] });
    else known.scopes.push(scope);
  }
  return [...rows.values()].sort((left, right) => left.version - right.version);
}

/** A changed row with its content. */
interface ChangedRow {
  readonly changed: Changed;
  readonly row: RowData;
}

function* newsOf(rows: readonly Changed[], options: NewsOptions): ReadWork<readonly News[]> {
  const found = yield* readChanged(rows);
  const capacities = yield* readCapacities(found, options);
  const news: News[] = [];
  for (const one of found) {
    const told = yield* tell(one, capacities.get(one), options);
    if (told !== undefined) news.push(told);
  }
  return news;
}

function* readChanged(rows: readonly Changed[]): ReadWork<readonly ChangedRow[]> {
  const texts = yield* readTexts(rows);
  return rows.flatMap((changed) => {
    const text = texts.get(changed.table)?.get(changed.id);
    // A row that only came into sight, because what it hangs under moved, has an older version (S10).
    if (text === undefined || text.version !== changed.version) return [];
    return [{ changed, row: JSON.parse(text.json) as RowData }];
  });
}

/** How full the weeks are that these rows are of, where somebody wants to hear of it. */
function* readCapacities(
  rows: readonly ChangedRow[],
  { hears }: NewsOptions,
): ReadWork<ReadonlyMap<ChangedRow, OutsideCapacity>> {
  const none = new Map<ChangedRow, OutsideCapacity>();
  if (!hears('capacity:updated')) return none;
  const places = rows.flatMap((one) => {
    const place = findModel(one.changed.table)?.outsideLoad?.(one.row);
    return place === undefined ? [] : [[one, place] as const];
  });
  return places.length === 0 ? none : yield* readUtilization(new Map(places));
}

function* tell(
  { changed, row }: ChangedRow,
  capacity: OutsideCapacity | undefined,
  options: NewsOptions,
): ReadWork<News | undefined> {
  const { table, version, scopes } = changed;
  const model = findModel(table);
  const name = model?.outsideEvent?.({ row, isNew: yield* isNew(changed, options) });
  if (name === undefined) return undefined;
  const urgent = yield* runReadingEffect(isUrgent(findModel, table, row));
  const at = model?.outsideTime?.(row) ?? String(row.updatedAt ?? row.createdAt);
  const event = { version, at, urgent, row };
  const tellings = capacity === undefined ? [{ scopes, event }] : asFarAsKnown(scopes, event, capacity);
  return { name, rowId: row.id, tellings: tellings.filter((telling) => telling.scopes.length > 0) };
}

/** The desk sees everything that figures are made of, a person what theirs are; in a project one sees only what is planned there. */
function asFarAsKnown(
  scopes: readonly string[],
  event: OutsideEvent,
  capacity: OutsideCapacity,
): readonly Telling[] {
  const { divisions: _, ...ofPerson } = capacity;
  const own = userScope(capacity.person.userId);
  return [
    { scopes: scopes.filter((scope) => scope === DESK), event: { ...event, capacity } },
    { scopes: scopes.filter((scope) => scope === own), event: { ...event, capacity: ofPerson } },
    { scopes: scopes.filter((scope) => scope !== DESK && scope !== own), event },
  ];
}

/** When a row was made stands in its history alone, whose first line is never changed. */
function* isNew({ table, id }: Changed, options: NewsOptions): ReadWork<boolean> {
  if (findModel(table)?.tracked.length === 0) return false;
  const [first] = yield* readStore((tx) => tx.rows(activityModel.table, { subjectId: id }, 1));
  if (first === undefined || activitySchema.parse(first.data).kind !== 'created') return false;
  return options.isNew(id, first.version);
}
