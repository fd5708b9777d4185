import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { percentile } from './statistics.ts';

const COMMITS = 500;
const MESSAGES = 300;

/** One row of 500 bytes in a commit of its own, waited for on the disk. */
export function bareSqliteCommit(): Record<string, number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-bench-'));
  const database = new Database(path.join(folder, 'bare.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE bare (id INTEGER PRIMARY KEY, data TEXT)');
  const insert = database.prepare('INSERT INTO bare (data) VALUES (?)');
  const samples = Array.from({ length: COMMITS }, () => timed(() => insert.run('x'.repeat(500))));
  database.close();
  rmSync(folder, { recursive: true });
  return { sqliteCommitP50: percentile(samples, 0.5), sqliteCommitP99: percentile(samples, 0.99) };
}

/** One client sends, the server sends on to another: in memory, with nothing else to do. */
export async function bareSocketRelay(): Promise<Record<string, number>> {
  const server = new Server(0, { transports: ['websocket'] });
  server.on('connection', (socket) => socket.on('message', (text) => socket.broadcast.emit('message', text)));
  const address = server.httpServer.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const [sender, receiver] = await Promise.all([connected(port), connected(port)]);
  const samples: number[] = [];
  for (let count = 0; count < MESSAGES; count += 1) {
    const start = performance.now();
    const arrived = new Promise<void>((resolve) => receiver.once('message', () => resolve()));
    sender.emit('message', 'x'.repeat(500));
    await arrived;
    samples.push(performance.now() - start);
  }
  sender.disconnect();
  receiver.disconnect();
  await server.close();
  return { socketRelayP50: percentile(samples, 0.5), socketRelayP95: percentile(samples, 0.95) };
}

async function connected(port: number): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return socket;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
