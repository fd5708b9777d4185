import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import type { ConnectionState } from './api/state.ts';
import type { EventHistory } from './event-history.ts';
import { describeFiles } from './files/describe-files.ts';
import type { Account } from './session/account.ts';
import { readMeta } from './store/meta.ts';
import { readOutbox } from './store/outbox.ts';
import { readRefused } from './store/refused.ts';
import { readScopes } from './store/scope-state.ts';
import type { Statements } from './store/statements.ts';

/** So many waiting changes are listed one by one; all of them are counted. */
const MOST_LISTED = 50;

export interface DiagnosticsSource {
  readonly account: Account;
  readonly connection: ConnectionState;
  readonly history: EventHistory;
  /** The app's version, if it is known. */
  readonly version: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * What helps to find a fault, as readable JSON: versions, counts, places, codes (S31, S32). Whoever
 * gets it learns nothing of what people wrote: no contents, titles, names, addresses of people,
 * tokens, or folders, which are named after people.
 */
export function writeDiagnostics(source: DiagnosticsSource): string {
  const { account, history, now } = source;
  const { statements } = account;
  const facts = {
    written: new Date(now).toISOString(),
    versions: describeVersions(statements, source.version),
    server: account.server,
    user: account.userId,
    connection: describeConnection(source.connection),
    epoch: readMeta(statements, 'epoch'),
    clientId: readMeta(statements, 'clientId'),
    lastSeq: readMeta(statements, 'lastSeq'),
    digestMismatches: Number(readMeta(statements, 'mismatches') ?? '0'),
    disk: describeDisk(account),
    rows: countRows(statements),
    files: describeFiles(statements, account.userId),
    scopes: [...readScopes(statements).values()],
    outbox: describeOutbox(statements, now),
    refused: describeRefused(statements),
    connectionHistory: history.connection.map(withTime),
    events: history.lines.map(withTime),
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

function describeVersions({ database }: Statements, app: string | undefined) {
  return {
    app,
    protocol: PROTOCOL_VERSION,
    schema: SCHEMA_VERSION,
    file: database.pragma('user_version', { simple: true }),
    sqlite: database.prepare('SELECT sqlite_version()').pluck().get(),
    node: process.versions.node,
    electron: process.versions.electron,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** The problem's words may come from a server; its code is among the events. */
function describeConnection({ problem, ...connection }: ConnectionState) {
  return { ...connection, hasProblem: problem !== undefined };
}

function describeDisk({ folder, repaired, statements }: Account) {
  const { database } = statements;
  const value = (name: string) => database.pragma(name, { simple: true });
  return {
    repaired,
    pages: value('page_count'),
    freePages: value('freelist_count'),
    journal: value('journal_mode'),
    synchronous: value('synchronous'),
    files: Object.fromEntries(
      readdirSync(folder).map((name) => [name, statSync(path.join(folder, name)).size]),
    ),
  };
}

function countRows(statements: Statements): Record<string, number> {
  const tables = statements.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name",
  );
  const count = (table: string) =>
    statements.get<{ count: number }>(`SELECT count(*) AS count FROM "${table}"`)?.count ?? 0;
  return Object.fromEntries(tables.map(({ name }) => [name, count(name)]));
}

function describeOutbox(statements: Statements, now: number) {
  const states = statements.all('SELECT state, count(*) AS count FROM outbox GROUP BY state ORDER BY state');
  const first = readOutbox(statements, MOST_LISTED).map(({ seq, id, name, at, state, version }) => ({
    seq,
    id,
    name,
    state,
    version,
    ageMs: now - Date.parse(at),
  }));
  return { states, first };
}

function describeRefused(statements: Statements) {
  return readRefused(statements).map(({ id, name, at, error }) => ({
    id,
    name,
    at,
    code: error.code,
    reason: error.reason,
  }));
}

function withTime({ at, ...event }: EventHistory['lines'][number]) {
  return { at: new Date(at).toISOString(), ...event };
}
