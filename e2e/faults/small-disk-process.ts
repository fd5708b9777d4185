import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { createNodeEnvironment } from '../../apps/desktop/src/engine/host/node-environment.ts';
import { writeMutation } from '../../apps/desktop/src/engine/mutate/write.ts';
import { type Account, openAccount } from '../../apps/desktop/src/engine/session/account.ts';
import { writeBase } from '../../apps/desktop/src/engine/store/base-rows.ts';
import { countOutbox } from '../../apps/desktop/src/engine/store/outbox.ts';
import { readActor } from '../../apps/desktop/src/engine/sync/apply.ts';

/**
 * Runs on a file system of its own of few dozen megabytes, mounted on the folder that is named: fills it
 * up while writing, makes room, writes on, and makes it read-only. Says at the end, in one line of
 * JSON, what it saw.
 */

const folder = process.argv[2] ?? '';
const ballast = path.join(folder, 'ballast');
const environment = createNodeEnvironment(() => {});
const newId = createIdSource(() => environment.clock.now(), environment.randomBytes);
const pointer = { server: 'http://127.0.0.1:1', userId: newId(), name: 'Ben' };
const at = '2026-01-05T08:00:00.000Z';
const nothing = { assigneeId: null, projectId: null, divisionId: null, due: null };

function write(account: Account): void {
  const args = {
    ...nothing,
    id: newId(),
    title: 'A long one',
    description: 'x'.repeat(60_000),
    priority: 'normal',
  };
  const { statements, userId } = account;
  writeMutation(statements, readActor(statements, userId), { id: newId(), name: 'ticket.create', args, at });
}

/** Writes until it is refused. Gives how often it was not, and the code of the refusal. */
function writeUntilFull(account: Account): { confirmed: number; code: string } {
  for (let confirmed = 0; ; confirmed += 1) {
    try {
      write(account);
    } catch (error) {
      return { confirmed, code: codeOf(error) };
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function state(account: Account): { waiting: number; integrity: unknown } {
  const integrity = account.statements.database.pragma('integrity_check', { simple: true });
  return { waiting: countOutbox(account.statements), integrity };
}

function remount(how: 'ro' | 'rw'): void {
  spawnSync('mount', ['-o', `remount,${how}`, folder], { stdio: 'inherit' });
}

function openProblem(): string {
  try {
    openAccount(environment, folder, pointer).close();
    return 'opened';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

writeFileSync(ballast, Buffer.alloc(20 * 1024 * 1024));
const account = openAccount(environment, folder, pointer);
const self = {
  id: pointer.userId,
  name: 'Ben',
  email: 'ben@example.org',
  role: 'agent',
  disabled: false,
  createdAt: at,
};
writeBase(account.statements, { table: 'user', id: pointer.userId, version: 1, data: self });
const full = { ...writeUntilFull(account), ...state(account) };
rmSync(ballast);
write(account);
const roomy = state(account);
account.close();
remount('ro');
const readOnly = openProblem();
remount('rw');
const again = openAccount(environment, folder, pointer);
const after = state(again);
again.close();
console.log(JSON.stringify({ full, roomy, readOnly, after }));
