import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileUser } from '../support/file-user.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { canMount, SmallDiskServer, spawnOnSmallDisk } from '../support/small-disk.ts';
import { waitFor } from '../support/wait-for.ts';
import { hasty } from './files/hasty.ts';

const MIB = 1024 * 1024;
const script = path.join(import.meta.dirname, 'small-disk-files-process.ts');

let origin: ServerProcess;
let ben: HeadlessClient;
let files: FileUser;

beforeEach(async () => {
  origin = new ServerProcess();
  await origin.addPeople(people.agent);
  ben = new HeadlessClient(hasty);
});

afterEach(async () => {
  ben.remove();
  await origin.remove();
});

/** Signs in and attaches a file to a new ticket. */
async function attach(server: string, bytes: number): Promise<string> {
  await ben.signIn(server, people.agent);
  files = new FileUser(() => ben.openWindow());
  const subjectId = ben.createTicket('Has a file');
  const goal = { kind: 'row', subjectTable: 'ticket', subjectId } as const;
  return files.attachBytes('large.bin', randomBytes(bytes), goal);
}

test.runIf(canMount)(
  'a server without room for a file says so and goes on taking tickets; the file arrives by itself when there is room',
  async () => {
    const server = new SmallDiskServer();
    try {
      await server.start(origin.folder, 128);
      server.take(100);
      const id = await attach(server.url, 18 * MIB);
      await waitFor('the reason', () => files.state(id)?.problem?.reason === 'storage');
      expect(files.state(id)).toMatchObject({ state: 'waiting', kept: true });
      ben.createTicket('Written meanwhile');
      await ben.waitUntilSent();
      expect((await fetch(`${server.url}/ready`)).status).toBe(200);

      server.makeRoom();
      await files.waitFor(id, 'here', 30_000);
    } finally {
      await server.stop();
    }
  },
  90_000,
);

test.runIf(canMount)(
  'S20: a device without room for a file says so, keeps nothing half, and goes on taking tickets and files that fit',
  async () => {
    await origin.start();
    const id = await attach(origin.url, 40 * MIB);
    await files.waitFor(id, 'here');
    const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-small-disk-'));
    const child = spawnOnSmallDisk(folder, { mebibytes: 32 }, [process.execPath, script, origin.url, id], {
      ...process.env,
      TMPDIR: folder,
    });
    const said = child.stdout === null ? '' : await text(child.stdout);
    rmSync(folder, { recursive: true });
    expect(JSON.parse(said.trim().split('\n').at(-1) ?? '')).toMatchObject({
      attached: expect.stringMatching(/disk/i),
      rowsAfter: 0,
      fetched: { state: 'failed', isKept: false, problem: { message: expect.stringMatching(/disk/i) } },
      kept: 1,
      wrong: [],
    });
  },
  90_000,
);
