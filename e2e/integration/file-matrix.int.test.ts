import { expect, test } from 'vitest';
import { listeningBot } from '../../apps/server/src/test-support/bot.ts';
import { bearer, sendBytes } from '../../apps/server/src/test-support/send-file.ts';
import { CONTENT, fileReadCases } from './permission-matrix/file-cases.ts';
import { readTable } from './permission-matrix/read-table.ts';
import { columns, type Member, make, World } from './permission-matrix/world.ts';

// Security items 24 and 39: who may read the bytes of a file, by role and on every way, is who may see its row.

const linesOf = (table: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.keys(fileReadCases).map((line) => [line, table[line]]));

const ways: Readonly<Record<string, [path: string, request: RequestInit]>> = {
  whole: ['', {}],
  'a part': ['', { headers: { range: 'bytes=5-9' } }],
  'its head': ['', { method: 'HEAD' }],
  pieces: ['/pieces', {}],
};

async function reads(world: World, token: string, id: string, [path, request]: [string, RequestInit]) {
  const headers = { ...request.headers, ...bearer(token) };
  const { status } = await fetch(`${world.server.url}/files/${id}${path}`, { ...request, headers });
  if (status === 404) return 'no';
  return status === 200 || status === 206 ? 'yes' : `${status}`;
}

/** A file of each line that is there with its bytes, by the id of its row. */
async function sentFiles(world: World, me: Member): Promise<ReadonlyMap<string, string>> {
  const { url } = world.server;
  const files = new Map<string, string>();
  for (const [line, make] of Object.entries(fileReadCases)) {
    const [key] = await make(world, me);
    const id = key.split('/')[1] ?? '';
    // What the keeper has sent once need not be sent again; the other one has never seen it.
    const author = line.endsWith('group of others') ? world.other : world.keeper;
    const { accessToken } = author.signedIn;
    const isThere = await reads(world, accessToken, id, ['', {}]);
    if (isThere === 'no') await sendBytes(url, accessToken, id, CONTENT);
    expect(await reads(world, accessToken, id, ['', {}]), line).toBe('yes');
    files.set(line, id);
  }
  return files;
}

test('24, 39: each role reads the bytes of just those files whose rows they see, on every way', async () => {
  const world = await World.create();
  const found = new Map<string, Record<string, string>>();
  for (const role of columns) {
    const me = world.of[role];
    for (const [line, id] of await sentFiles(world, me)) {
      for (const [way, asked] of Object.entries(ways)) {
        const lines = found.get(way) ?? {};
        const word = await reads(world, me.signedIn.accessToken, id, asked);
        lines[line] = [lines[line], word].filter(Boolean).join(' ');
        found.set(way, lines);
      }
    }
  }
  for (const [way, lines] of found) expect(lines, way).toEqual(linesOf(readTable));
}, 60_000);

test('24, 39: who was disabled reads no bytes any more, and bots those of the scopes of their token', async () => {
  const world = await World.create();
  const me = world.of.staff;
  const files = await sentFiles(world, me);
  const project = `project:${await world.project('theirs', me)}`;
  const { keeper } = world;
  const { token } = await listeningBot(world.server.url, keeper.signedIn, [project], ['attachment:added']);
  for (const [line, id] of files) {
    const word = line === 'a file of their project' ? 'yes' : 'no';
    expect(await reads(world, token, id, ['', {}]), line).toBe(word);
  }
  await make(keeper, 'user.disable', { id: me.id });
  for (const [line, id] of files)
    expect(await reads(world, me.signedIn.accessToken, id, ['', {}]), line).toMatch(/^40[13]$/);
});
