import { randomBytes } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { PART_BYTES } from '../../../apps/desktop/src/engine/api/files.ts';
import { FileUser } from '../../support/file-user.ts';
import { HeadlessClient } from '../../support/headless-client.ts';
import type { Person } from '../../support/server-process.ts';
import { waitFor } from '../../support/wait-for.ts';
import { serveCalls } from '../sync/serve-calls.ts';
import { sharedNow } from '../sync/shared-clock.ts';
import { CountedLine } from './counted-line.ts';

const LONG_MS = 600_000;

const line = new CountedLine();
const client = new HeadlessClient((environment) => ({
  ...line.into(environment),
  log: (message, details) => console.error(`engine ${process.pid}: ${message}`, details ?? ''),
}));
process.on('exit', () => client.remove());
let user: FileUser | undefined;

function requireUser(): FileUser {
  if (user === undefined) throw new Error('Nobody has signed in.');
  return user;
}

function count(sql: string, value: string): number {
  return client.session.account.statements.get<{ count: number }>(sql, value)?.count ?? 0;
}

const goalOf = (subjectId: string) => ({ kind: 'row', subjectTable: 'ticket', subjectId }) as const;

/** A process with the real engine that sends and fetches files, without a window. Moments are of the clock that all processes share. */
const calls = {
  async signIn(server: string, person: Person): Promise<void> {
    await client.signIn(server, person, LONG_MS);
    await client.waitUntilLive();
    user = new FileUser(() => client.openWindow());
  },

  /** Makes a ticket that the server knows. */
  async createTicket(): Promise<string> {
    const id = client.createTicket('Has files');
    await client.waitUntilSent();
    return id;
  },

  goOffline(): void {
    client.session.sync.stop();
  },

  goOnline(): number {
    const at = sharedNow();
    client.session.sync.start();
    return at;
  },

  /** Hands a file over. Gives the attachment's id, and how long it took. */
  async handOver(file: string, ticketId: string): Promise<{ id: string; took: number }> {
    const start = sharedNow();
    const parts = createReadStream(file, { highWaterMark: PART_BYTES });
    const id = await requireUser().attach('large.bin', statSync(file).size, parts, goalOf(ticketId));
    return { id, took: sharedNow() - start };
  },

  /** Hands so many files over, all different. Gives how long it took. */
  async handOverMany(number: number, bytes: number, ticketId: string): Promise<number> {
    const start = sharedNow();
    for (let place = 0; place < number; place += 1)
      await requireUser().attachBytes(`small ${place}.bin`, randomBytes(bytes), goalOf(ticketId));
    return sharedNow() - start;
  },

  /** Waits until the server says of so many files of a ticket that it has them. Gives the moment. */
  async waitUntilStored(ticketId: string, number: number): Promise<number> {
    const sql =
      'SELECT count(*) AS count FROM attachment_base WHERE "subjectId" = ? AND "storedAt" IS NOT NULL';
    await waitFor(`${number} files on the server`, () => count(sql, ticketId) >= number, LONG_MS);
    return sharedNow();
  },

  /** Fetches all files of a ticket. Gives how long it took until they were here. */
  async fetchAll(ticketId: string): Promise<number> {
    const start = sharedNow();
    const rows = client.rows('attachment', { where: { subjectId: ticketId } });
    for (const { row } of rows) await requireUser().fetch(row.id);
    const sql =
      'SELECT count(*) AS count FROM attachment_base AS a JOIN file AS f ON f.hash = a.hash WHERE a."subjectId" = ?';
    await waitFor(`${rows.length} files on this device`, () => count(sql, ticketId) >= rows.length, LONG_MS);
    return sharedNow() - start;
  },

  /** How many have travelled at once at most, since this was asked last. */
  mostAtOnce(): number {
    const { most } = line;
    line.most = 0;
    return most;
  },

  /** Frees the room of all files that are on the server too. */
  async forgetFiles(): Promise<void> {
    await client.openWindow().call('filesForget', {});
  },
};

export type FileEngineCalls = typeof calls;

serveCalls(calls);
