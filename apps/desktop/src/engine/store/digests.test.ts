import { addHash, hashRow } from '@holdfast/shared/hash.ts';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { expect, test } from 'vitest';
import { applyDelta, applyPage } from '../sync/apply.ts';
import {
  agentId,
  createTestIds,
  MemoryAccount,
  pageOf,
  rowOf,
  ticketRow,
} from '../test-support/memory-account.ts';
import { addDigests, noSums } from './digests.ts';
import { ensureModelTables } from './model-tables.ts';
import { readScopes } from './scope-state.ts';

const newId = createTestIds();

/** The digest of a scope, as the engine adds it up. */
function digestOf({ statements }: MemoryAccount, scope: string): number {
  let sums = noSums;
  while (sums.next !== undefined) sums = addDigests(statements, sums);
  return sums.sums.get(readScopes(statements).get(scope)?.number ?? 0) ?? 0;
}

/** The digest of these rows, as the server keeps it. */
function sumOf(rows: readonly WireRow[]): number {
  return rows.reduce(
    (sum, { table, id, version, data }) => addHash(sum, hashRow(table, id, version, JSON.stringify(data))),
    0,
  );
}

test('S31: the digest of a scope is the sum of its rows, however they came, with tables that this version does not know', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  const [first, second, third] = [newId(), newId(), newId()] as const;
  const invoice = rowOf('invoice', newId(), 7, { total: 12 });
  const changed = ticketRow(first, 9, { title: 'Umlaute äöü and “quotes”' });
  applyPage(statements, agentId, pageOf('desk', 7, [ticketRow(first, 5), ticketRow(second, 6), invoice]));
  expect(digestOf(account, 'desk')).toBe(sumOf([ticketRow(first, 5), ticketRow(second, 6), invoice]));
  applyDelta(statements, agentId, {
    epoch: 'e1',
    version: 9,
    scopes: { desk: { from: 7, version: 9 } },
    entries: [
      { scope: 'desk', table: 'ticket', id: first, version: 9 },
      { scope: 'desk', table: 'ticket', id: second, version: 9, gone: true },
      { scope: 'desk', table: 'ticket', id: third, version: 9 },
    ],
    rows: [changed, ticketRow(third, 3)],
  });
  expect(digestOf(account, 'desk')).toBe(sumOf([changed, ticketRow(third, 3), invoice]));
});

test('S31: a row that differs by one character, or is missing, gives another digest', () => {
  const account = new MemoryAccount();
  const { statements } = account;
  const row = ticketRow(newId(), 5);
  applyPage(statements, agentId, pageOf('desk', 5, [row]));
  expect(digestOf(account, 'desk')).not.toBe(sumOf([{ ...row, data: { ...row.data, title: 'ticket 5' } }]));
  statements.run('DELETE FROM ticket_base');
  expect(digestOf(account, 'desk')).toBe(0);
});

test('S31: many rows are added up in steps, and each row once', () => {
  const account = new MemoryAccount();
  const rows = Array.from({ length: 9_001 }, (_, index) => ticketRow(newId(), index + 2));
  applyPage(account.statements, agentId, pageOf('desk', 9_002, rows));
  expect(digestOf(account, 'desk')).toBe(sumOf(rows));
});

test('S24, S31: rows of a file from before digests get their hashes when it is opened', () => {
  const account = new MemoryAccount();
  const { database } = account.statements;
  const rows = [ticketRow(newId(), 5), ticketRow(newId(), 6)];
  applyPage(account.statements, agentId, pageOf('desk', 6, rows));
  const ticketModel = findModel('ticket');
  if (ticketModel === undefined) throw new Error('no ticket model');
  database.exec('DROP VIEW ticket; ALTER TABLE ticket_base DROP COLUMN row_hash');
  ensureModelTables(database, [ticketModel]);
  expect(digestOf(account, 'desk')).toBe(sumOf(rows));
});

test('S24, S31: hashes of a file of before schema 6 stand under their own name, where a model has a field hash', () => {
  const account = new MemoryAccount();
  const { database } = account.statements;
  const rows = [ticketRow(newId(), 5)];
  applyPage(account.statements, agentId, pageOf('desk', 6, rows));
  database.exec('ALTER TABLE ticket_base RENAME COLUMN row_hash TO hash');
  const ticketModel = findModel('ticket');
  if (ticketModel === undefined) throw new Error('no ticket model');
  ensureModelTables(database, [ticketModel]);
  expect(digestOf(account, 'desk')).toBe(sumOf(rows));
  const left = database.prepare("SELECT 1 FROM pragma_table_xinfo('ticket_base') WHERE name = 'hash'").get();
  expect(left).toBeUndefined();
  const clash = { ...ticketModel, columns: [...ticketModel.columns, 'row_hash'] };
  expect(() => ensureModelTables(database, [clash])).toThrow(/row_hash of ticket/);
});
