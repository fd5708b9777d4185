import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

const main = path.resolve(import.meta.dirname, '../../apps/server/src/main.ts');
const unshare = ['--user', '--map-root-user', '--mount', 'sh', '-c'];
const mountAndRun = 'mount -t tmpfs -o size=32m none "$1" && cp -a "$2"/. "$1" && shift 2 && exec "$@"';
const MIB = Buffer.alloc(1024 * 1024);

/** A server on a small file system of its own, which can be filled and emptied from outside. */
class SmallDiskServer {
  url = '';
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'holdfast-full-disk-'));
  private child: ChildProcess | undefined;

  /** Starts it on a copy of a data folder. */
  async start(data: string): Promise<void> {
    const child = spawn(
      'unshare',
      [...unshare, mountAndRun, 'sh', this.folder, data, process.execPath, main],
      {
        env: { PATH: process.env.PATH, HOLDFAST_DATA: this.folder, HOLDFAST_PORT: '0' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    this.child = child;
    this.url = await new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
      createInterface({ input: child.stdout }).on('line', (text) => {
        const line: Record<string, unknown> = JSON.parse(text);
        if (line.msg === 'listening') resolve(String(line.url));
      });
    });
  }

  /** Takes all room that is left. */
  fill(): void {
    for (const piece of [MIB, MIB.subarray(0, 4096)]) {
      try {
        for (;;) appendFileSync(this.filler, piece);
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOSPC' });
      }
    }
  }

  makeRoom(): void {
    rmSync(this.filler);
  }

  async stop(): Promise<void> {
    this.child?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true });
  }

  /** The file system is seen by the server alone, and by whoever looks through its eyes. */
  private get filler(): string {
    return path.join(`/proc/${this.child?.pid}/root`, this.folder, 'filler');
  }
}

/** Some kernels and systems keep this from ordinary programs. */
const canMount = spawnSync('unshare', [...unshare, 'mount -t tmpfs none "$1"', 'sh', tmpdir()]).status === 0;

let origin: ServerProcess;
let server: SmallDiskServer;
let client: HeadlessClient;
let admin: HeadlessClient;

beforeEach(async () => {
  origin = new ServerProcess();
  await origin.addPeople(people.admin, people.agent);
  server = new SmallDiskServer();
  client = new HeadlessClient();
  admin = new HeadlessClient();
});

afterEach(async () => {
  client.remove();
  admin.remove();
  await server.stop();
  await origin.remove();
});

async function readyOf(url: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}/ready`);
  return { status: response.status, body: await response.json() };
}

/** Looks at readiness until it is as expected. */
async function waitForReady(status: number, database: 'up' | 'down'): Promise<void> {
  const look = () => readyOf(server.url);
  await expect.poll(look, { timeout: 20_000 }).toMatchObject({ status, body: { database } });
}

const codeOf = (error: unknown) => (error instanceof HoldfastError ? error.code : error);

test.runIf(canMount)(
  'a disk that really is full: the server says so, reads go on, and what was written meanwhile arrives when there is room',
  async () => {
    await server.start(origin.folder);
    await client.signIn(server.url, people.agent);
    await admin.signIn(server.url, people.admin);
    const early = client.createTicket('Before');
    await client.waitUntilSent();
    server.fill();
    const late = Array.from({ length: 5 }, (_, place) =>
      client.createTicket(`Late ${place}`, { description: 'x'.repeat(20_000) }),
    );
    await waitForReady(503, 'down');
    expect(client.session.connection().waiting).toBeGreaterThan(0);

    expect(await admin.ask('audit.list', { limit: 5 })).toHaveProperty('entries');
    const refused = await admin.ask('people.reset', { userId: client.session.account.userId }).catch(codeOf);
    expect(refused).toBe('SERVER_BUSY');

    server.makeRoom();
    await waitForReady(200, 'up');
    client.session.sync.tryNow();
    await waitFor('the late changes', () => client.session.connection().waiting === 0, 30_000);
    const numbers = [early, ...late].map((id) => client.row('ticket', id)?.number);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
  },
  90_000,
);
