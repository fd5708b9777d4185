import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { MutationResult } from '@holdfast/shared/protocol/mutation.ts';
import type { Entry } from '@holdfast/shared/protocol/stream.ts';
import type { StoredEntry } from '../store/records.ts';
import type { Connection, Connections } from './connections.ts';
import { toResult } from './execute-mutation.ts';
import { keyOf, type Run, type SizedRow } from './read-run.ts';

/** A delta and the connections that get it: they share its encoded bytes. */
export interface AddressedDelta {
  readonly connections: readonly Connection[];
  readonly delta: Delta;
}

/**
 * The deltas of a run of commits (S13): one for each view, that is for each set of changed scopes
 * that somebody here holds, and one of their own for those whose mutations were accepted in it.
 * `fromOf` gives where this process last left a scope's chain.
 */
export function buildDeltas(
  run: Run,
  connections: Connections,
  fromOf: (scope: string) => number,
): AddressedDelta[] {
  const results = resultsByClient(run, connections);
  const views = viewsOf(run, connections);
  const own = [...results].flatMap(([clientId, ofClient]) =>
    [...connections.ofClient(clientId)].map((connection) => {
      const scopes = views.get(connection)?.scopes ?? [];
      views.delete(connection);
      return { connections: [connection], delta: buildDelta(run, scopes, fromOf, ofClient) };
    }),
  );
  const shared = [...byView(views)].map(([{ scopes }, receivers]) => {
    return { connections: receivers, delta: buildDelta(run, scopes, fromOf, undefined) };
  });
  return [...own, ...shared];
}

/** A set of changed scopes, in their order, and those that have one more. */
interface View {
  readonly scopes: readonly string[];
  readonly withMore: Map<string, View>;
}

/** The changed scopes that each connection holds. Thousands share a view, so nothing is made for each of them. */
function viewsOf(run: Run, connections: Connections): Map<Connection, View> {
  const nothing: View = { scopes: [], withMore: new Map() };
  const views = new Map<Connection, View>();
  for (const { scope } of run.heads) {
    for (const connection of connections.inScope(scope)) {
      views.set(connection, withOneMore(views.get(connection) ?? nothing, scope));
    }
  }
  return views;
}

function withOneMore({ scopes, withMore }: View, scope: string): View {
  const known = withMore.get(scope);
  if (known !== undefined) return known;
  const view: View = { scopes: [...scopes, scope], withMore: new Map() };
  withMore.set(scope, view);
  return view;
}

function byView(views: ReadonlyMap<Connection, View>): ReadonlyMap<View, readonly Connection[]> {
  const receivers = new Map<View, Connection[]>();
  for (const [connection, view] of views) {
    const known = receivers.get(view);
    if (known === undefined) receivers.set(view, [connection]);
    else known.push(connection);
  }
  return receivers;
}

/** The answers of those copies of the app that are connected here. */
function resultsByClient(run: Run, connections: Connections): Map<string, MutationResult[]> {
  const results = new Map<string, MutationResult[]>();
  for (const record of run.results) {
    if (connections.ofClient(record.clientId).size === 0) continue;
    const known = results.get(record.clientId);
    if (known === undefined) results.set(record.clientId, [toResult(record)]);
    else known.push(toResult(record));
  }
  return results;
}

function buildDelta(
  run: Run,
  scopes: readonly string[],
  fromOf: (scope: string) => number,
  results: readonly MutationResult[] | undefined,
): Delta {
  const content = contentOf(run, scopes);
  const heads = new Map(run.heads.map(({ scope, head }) => [scope, head]));
  const chains = scopes.map((scope) => {
    const version = heads.get(scope) ?? 0;
    const sent = content !== undefined && run.entries.get(scope) !== undefined;
    return [scope, { from: sent ? fromOf(scope) : version, version }] as const;
  });
  const complete = chains.every(([scope]) => run.entries.get(scope) !== undefined);
  return {
    epoch: run.epoch,
    version: run.version,
    scopes: Object.fromEntries(chains),
    entries: content?.entries ?? [],
    rows: content?.rows ?? [],
    // A result must not arrive before the rows that it made: without them, the pull brings both (S22).
    ...(results !== undefined && content !== undefined && complete ? { results: [...results] } : {}),
  };
}

/** Entries and rows of a view; nothing if they are too much for a delta. */
function contentOf(run: Run, scopes: readonly string[]): Pick<Delta, 'entries' | 'rows'> | undefined {
  const entries: Entry[] = [];
  const rows = new Map<string, SizedRow>();
  for (const scope of scopes) {
    for (const entry of run.entries.get(scope) ?? []) {
      entries.push(toWireEntry(entry));
      const key = keyOf(entry);
      const row = entry.gone ? undefined : run.rows.get(key);
      if (row !== undefined) rows.set(key, row);
    }
  }
  const bytes = [...rows.values()].reduce((sum, row) => sum + row.size, 0);
  if (rows.size > limits.deltaRows || bytes > limits.deltaBytes) return undefined;
  return { entries, rows: [...rows.values()].map(({ row }) => row) };
}

function toWireEntry({ gone, ...entry }: StoredEntry): Entry {
  return gone ? { ...entry, gone } : entry;
}
