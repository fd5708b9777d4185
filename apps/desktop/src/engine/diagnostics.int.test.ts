import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConnectionState } from './api/state.ts';
import { writeDiagnostics } from './diagnostics.ts';
import { EventHistory } from './event-history.ts';
import { addDraftFile } from './files/draft-files.ts';
import { createNodeEnvironment } from './host/node-environment.ts';
import { writeMutation } from './mutate/write.ts';
import { type Account, openAccount } from './session/account.ts';
import { writeBase } from './store/base-rows.ts';
import { writeMeta } from './store/meta.ts';
import { readActor } from './sync/apply.ts';
import { agentId, agentRow, createTestIds, rowOf, ticketRow } from './test-support/memory-account.ts';

const newId = createTestIds();
// The first one is the agent's.
newId();
const now = Date.parse('2026-01-05T09:00:00.000Z');
const at = '2026-01-05T08:00:00.000Z';
/** A word that stands in everything that a person or the server may have written. */
const secret = 'Zweitschlüssel';
let folder: string;
let account: Account;
let history: EventHistory;

const connection: ConnectionState = {
  state: 'offline',
  since: now - 5_000,
  nextTryAt: now + 1_000,
  problem: `The server of ${secret} does not answer.`,
  roundTripMs: undefined,
  lastSyncAt: now - 60_000,
  waiting: 1,
  refused: 1,
  received: undefined,
  expected: undefined,
  stuck: undefined,
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), `holdfast-${secret}-`));
  history = new EventHistory(() => now);
  const pointer = { server: 'https://desk.example.org', userId: agentId, name: secret };
  account = openAccount(
    createNodeEnvironment(() => {}),
    folder,
    pointer,
  );
  const { statements } = account;
  writeBase(statements, agentRow);
  writeBase(
    statements,
    rowOf('user', newId(), 2, { name: secret, email: `${secret}@example.org`, role: 'staff' }),
  );
  writeBase(statements, ticketRow(newId(), 3, { title: secret, description: secret }));
  writeMeta(statements, 'epoch', 'e1');
  writeMeta(statements, 'mismatches', '2');
  const nothing = { assigneeId: null, projectId: null, divisionId: null, due: null };
  const args = { ...nothing, id: newId(), title: secret, description: secret, priority: 'normal' };
  writeMutation(statements, readActor(statements, agentId), { id: newId(), name: 'ticket.create', args, at });
  addDraftFile(statements, { id: newId(), place: secret, name: `${secret}.png`, hash: 'ab', size: 5 });
  const problem = JSON.stringify({
    code: 'PAYLOAD_TOO_LARGE',
    reason: 'too-large',
    message: `Not ${secret}.`,
  });
  statements.run('INSERT INTO file_wish (id, paused, problem) VALUES (?, 1, ?)', newId(), problem);
  statements.run(
    'INSERT INTO refused (id, name, args, at, error) VALUES (?, ?, ?, ?, ?)',
    newId(),
    'message.create',
    JSON.stringify({ body: secret }),
    at,
    JSON.stringify({ code: 'CONFLICT', reason: 'text-conflict', message: `Not ${secret}.` }),
  );
});

afterEach(() => {
  account.close();
  rmSync(folder, { recursive: true });
});

function write(): string {
  return writeDiagnostics({ account, connection, history, version: '1.2.3', now });
}

test('diagnostics name versions, counts, ages, states and codes', () => {
  history.noteLine('connection closed', { code: 'TOKEN_EXPIRED', message: secret });
  history.noteConnection('live');
  history.noteConnection('offline');
  expect(JSON.parse(write())).toMatchObject({
    versions: {
      app: '1.2.3',
      protocol: PROTOCOL_VERSION,
      schema: SCHEMA_VERSION,
      file: 3,
      sqlite: expect.any(String),
    },
    connection: { state: 'offline', hasProblem: true },
    epoch: 'e1',
    digestMismatches: 2,
    rows: { ticket_base: 1, ticket_overlay: 1, user_base: 2, outbox: 1, refused: 1 },
    outbox: {
      states: [{ state: 'waiting', count: 1 }],
      first: [{ seq: 1, name: 'ticket.create', state: 'waiting', ageMs: 3_600_000 }],
    },
    files: {
      contents: { count: 0, bytes: 0 },
      ...{ lost: 0, drafts: 1, pinned: 0, unsent: 0, fetches: 0, paused: 1 },
      problems: [{ code: 'PAYLOAD_TOO_LARGE', reason: 'too-large', count: 1 }],
    },
    refused: [{ name: 'message.create', code: 'CONFLICT', reason: 'text-conflict' }],
    disk: { files: { 'holdfast.db': expect.any(Number) }, synchronous: 2 },
    connectionHistory: [{ what: 'live' }, { what: 'offline' }],
    events: [{ what: 'connection closed', codes: ['TOKEN_EXPIRED'] }],
  });
});

test('diagnostics hold nothing that people wrote, no names, no addresses and no tokens', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIi';
  history.noteLine('a call failed', {
    error: `Error: ${secret} ${secret.toUpperCase()}_SECRET SQLITE_FULL ENOSPC`,
    cause: token,
    nested: { title: secret },
  });
  const text = write();
  expect(text).toContain('SQLITE_FULL');
  for (const hidden of [
    secret,
    secret.toUpperCase(),
    secret.normalize('NFD'),
    '_SECRET',
    token,
    '@',
    'Ben Agent',
    folder,
    tmpdir(),
  ])
    expect(text).not.toContain(hidden);
});

test('the history keeps the last 200 of each kind', () => {
  for (let count = 0; count < 300; count += 1) history.noteLine(`line ${count}`);
  expect(history.lines).toHaveLength(200);
  expect(history.lines.at(-1)?.what).toBe('line 299');
});
