import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allModels } from '@holdfast/shared/registry.ts';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { writeMutation } from '../mutate/write.ts';
import { applyDelta, applyPage, readActor } from '../sync/apply.ts';
import {
  agentId,
  agentRow,
  createTestIds,
  pageOf,
  rowOf,
  ticketRow,
} from '../test-support/memory-account.ts';
import { openDatabase } from './database.ts';
import { Statements } from './statements.ts';

const newId = createTestIds();
const both = { scopes: ['everyone', 'desk'] };

/** A file in which the agent holds everything of the desk, and what its bytes say of a word. */
function openFile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-text-'));
  const database = openDatabase(path.join(folder, 'holdfast.db'), (file) => new Database(file));
  onTestFinished(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  const statements = new Statements(database);
  const cursors = { everyone: { version: 1 }, desk: { version: 1 } };
  applyPage(statements, agentId, pageOf('everyone', 1, [agentRow], { ...both, cursors }));
  const isOnDisk = (word: string): boolean => {
    database.pragma('wal_checkpoint(TRUNCATE)');
    return readdirSync(folder).some((name) => readFileSync(path.join(folder, name)).includes(word));
  };
  return { statements, isOnDisk };
}

test('S23: the words of rows that one lost, as they were and as they had been, leave the disk with them', () => {
  const { statements, isOnDisk } = openFile();
  const id = newId();
  const page = (version: number, title: string) =>
    pageOf('desk', version, [ticketRow(id, version, { title })], both);
  applyPage(statements, agentId, page(2, 'salamander'));
  applyPage(statements, agentId, page(3, 'periwinkle'));
  const args = { id, changes: { priority: { was: 'normal', now: 'high' } } };
  const at = '2026-01-05T08:00:00.000Z';
  writeMutation(statements, readActor(statements, agentId), { id: newId(), name: 'ticket.update', args, at });
  expect(isOnDisk('periwinkle')).toBe(true);
  const { purged } = applyPage(statements, agentId, pageOf('everyone', 3, [], { scopes: ['everyone'] }));
  expect(purged).toBe(true);
  expect(['salamander', 'periwinkle'].filter(isOnDisk)).toEqual([]);
});

test('S23: the words of a message leave the disk of others when it is deleted, by whichever way that comes', () => {
  const { statements, isOnDisk } = openFile();
  const message = (id: string, version: number, body: string) => {
    const deletedAt = body === '' ? '2026-01-05T08:00:00.000Z' : null;
    const states = { editedAt: null, deletedAt, number: 1, replyToId: null, pinnedAt: null, pinnedBy: null };
    const [threadId, authorId, createdAt] = [newId(), newId(), '2026-01-05T08:00:00.000Z'];
    return rowOf('message', id, version, { threadId, authorId, body, createdAt, ...states });
  };
  const [first, second] = [newId(), newId()];
  const rows = [message(first, 2, 'salamander'), message(second, 3, 'periwinkle')];
  expect(applyPage(statements, agentId, pageOf('desk', 3, rows, both)).purged).toBe(false);
  const paged = pageOf('desk', 4, [message(first, 4, '')], both);
  expect(applyPage(statements, agentId, paged).purged).toBe(true);
  const { entries, rows: gone } = pageOf('desk', 5, [message(second, 5, '')], both);
  const delta = { epoch: 'e1', version: 5, scopes: { desk: { from: 4, version: 5 } }, entries, rows: gone };
  expect(applyDelta(statements, agentId, delta).purged).toBe(true);
  expect(['salamander', 'periwinkle'].filter(isOnDisk)).toEqual([]);
});

test('S26: whatever is written, changed and deleted, each index holds the words of its rows', () => {
  const { statements } = openFile();
  const ids = [newId(), newId(), newId()];
  const rows = (version: number) =>
    ids.map((id, place) => ticketRow(id, version + place, { title: `word${version} row${place}` }));
  applyPage(statements, agentId, pageOf('desk', 4, rows(2), both));
  const actor = readActor(statements, agentId);
  for (const [place, id] of ids.entries()) {
    const args = { id, changes: { title: { was: `word2 row${place}`, now: `mine${place}` } } };
    const at = '2026-01-05T08:00:00.000Z';
    writeMutation(statements, actor, { id: newId(), name: 'ticket.update', args, at });
  }
  applyPage(statements, agentId, pageOf('desk', 10, rows(8), both));
  const withText = allModels.filter((model) => model.searchable.length > 0);
  for (const table of withText.flatMap(({ table }) => [`${table}_base_text`, `${table}_overlay_text`])) {
    // Throws where the words and the rows differ.
    statements.run(`INSERT INTO "${table}" ("${table}", rank) VALUES ('integrity-check', 1)`);
  }
  const found = (side: string, word: string) =>
    statements.all(`SELECT rowid FROM ticket_${side}_text WHERE ticket_${side}_text MATCH ?`, word).length;
  expect([found('base', 'word8'), found('base', 'word2'), found('overlay', 'mine1')]).toEqual([3, 0, 1]);
});
