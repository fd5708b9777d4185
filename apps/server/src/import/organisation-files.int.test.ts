import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { get, update } from '@holdfast/shared/effect/rows.ts';
import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import { attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { expect, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { loadConfig } from '../config.ts';
import { fileHome } from '../files/home/file-home.ts';
import { applyEffect, applyMutation } from '../sync/apply-mutation.ts';
import { systemActor } from '../sync/system-actor.ts';
import { newTicket } from '../test-support/changes.ts';
import { runHere } from '../test-support/run-command.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, newId } from '../test-support/test-server.ts';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A content of two pieces, and a small one. */
const large = Buffer.alloc(PIECE_BYTES + 10, 'large');
const small = Buffer.from('Between us');

/** Data with a file of a ticket, which is there twice, and one that was said in a group. */
async function withFiles() {
  const config = loadConfig({ HOLDFAST_DATA: tempFolder() });
  const { id } = await addPerson(config, 'admin', 'Ada');
  const apply = (name: string, args: object) =>
    withData(config, ({ queue }) =>
      queue.submit(1, function* (commit) {
        yield* applyMutation(commit, yield* commit.person(id), { name, args, at: commit.now });
      }),
    );
  const [ticket, group] = [newTicket(), newId()];
  await apply('ticket.create', ticket);
  await apply('conversation.create', { id: group, name: 'Quiet', members: [{ id: newId(), userId: id }] });
  const subject = { subjectTable: 'ticket', subjectId: ticket.id };
  const files = [
    fileOf('Large.bin', large),
    fileOf('Again.bin', large),
    fileOf('Secret.txt', small),
  ] as const;
  for (const file of files.slice(0, 2)) await apply('attachment.add', { ...file, ...subject });
  await apply('message.post', { id: newId(), threadId: group, body: '', files: [files[2]] });
  for (const [file, bytes] of [
    [files[0], large],
    [files[1], large],
    [files[2], small],
  ] as const)
    await store(config, file, bytes);
  return { config, ...commandsOn(config.dataFolder) };
}

function fileOf(name: string, bytes: Uint8Array) {
  return { id: newId(), name, hash: hashOf(bytes), size: bytes.length };
}

/** As an upload that is whole does. */
async function store(
  config: ReturnType<typeof loadConfig>,
  { id, hash, size }: ReturnType<typeof fileOf>,
  bytes: Uint8Array,
): Promise<void> {
  const home = fileHome(config.dataFolder);
  await home.begin(id, { hash, size, authorId: id, startedAt: 0 });
  const part = await home.openPart(id);
  await part.write(0, [bytes]);
  await part.close();
  await home.keep(id, hash);
  await home.drop(id);
  await withData(config, ({ queue }) =>
    queue.submit(1, function* (commit) {
      yield* applyEffect(commit, systemActor, sayStored(id, commit.now));
    }),
  );
}

function* sayStored(id: string, storedAt: string): Effect<void> {
  const row = yield* get(attachmentModel, id);
  if (row !== undefined) yield* update(attachmentModel, row, { storedAt, kind: 'text/plain' });
}

function commandsOn(dataFolder: string) {
  const run = (...args: string[]) => runHere(args, { HOLDFAST_DATA: dataFolder });
  const files = (file: string) =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ table }) => table === 'attachment')
      .map(({ row }) => row);
  return { run, files };
}

const places = () => ({ out: join(tempFolder(), 'all'), folder: join(tempFolder(), 'contents') });

test('an organisation moves with the contents of its files, each once, and they compare equal', async () => {
  const { run, files } = await withFiles();
  const { out, folder } = places();
  const told = await run('export', 'organisation', out, '--conversations', '--files', folder);
  expect(told).toMatchObject({ code: 0, out: expect.stringContaining('2 files are in') });
  expect(readdirSync(folder).sort()).toEqual([hashOf(large), hashOf(small)].sort());

  const there = loadConfig({ HOLDFAST_DATA: tempFolder() }).dataFolder;
  const other = commandsOn(there);
  const imported = await other.run('import', 'organisation', out, '--files', folder);
  expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('and 2 files.') });
  const home = fileHome(there);
  for (const bytes of [large, small]) {
    const stored = await home.read(hashOf(bytes), 0, bytes.length).toArray();
    expect(Buffer.concat(stored).equals(bytes)).toBe(true);
  }
  const checks = [large.subarray(0, PIECE_BYTES), large].map(hashOf).join('');
  expect(Buffer.from((await home.pieces(hashOf(large))) ?? []).toString('hex')).toBe(checks);
  const parts = [];
  for await (const part of home.parts()) parts.push(part);
  expect(parts).toEqual([]);

  const back = places();
  await other.run('export', 'organisation', back.out, '--conversations', '--files', back.folder);
  expect(other.files(back.out)).toEqual(files(out));
  expect(readdirSync(back.folder).sort()).toEqual(readdirSync(folder).sort());
});

test('a file whose content does not come is not said to be there', async () => {
  const { run } = await withFiles();
  const { out, folder } = places();
  await run('export', 'organisation', out, '--conversations', '--files', folder);
  rmSync(join(folder, hashOf(small)));
  writeFileSync(join(folder, hashOf(large)), Buffer.alloc(large.length, 'other'));
  const there = loadConfig({ HOLDFAST_DATA: tempFolder() }).dataFolder;
  const other = commandsOn(there);
  const told = await other.run('import', 'organisation', out, '--files', folder, '--json');
  expect(JSON.parse(told.out)).toMatchObject({ files: 0, missing: 2 });
  const back = places().out;
  await other.run('export', 'organisation', back, '--conversations');
  const said = other.files(back);
  expect(said).toHaveLength(3);
  for (const row of said)
    expect(row).toMatchObject({ storedAt: null, kind: null, authorId: expect.any(String) });
  expect(await fileHome(there).size(hashOf(large))).toBeUndefined();
});

test('S8: what was said in groups and direct conversations stays, with its files, unless it is asked for', async () => {
  const { run, files } = await withFiles();
  const { out, folder } = places();
  await run('export', 'organisation', out, '--files', folder);
  expect(
    files(out)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Again.bin', 'Large.bin']);
  expect(readdirSync(folder)).toEqual([hashOf(large)]);
  const json = places().out;
  await run('export', 'json', json);
  expect(readFileSync(json, 'utf8')).not.toContain('Secret.txt');
});

test('what is missing on the server, or is not what it was, is counted and not written', async () => {
  const { config, run } = await withFiles();
  const { out, folder } = places();
  const home = fileHome(config.dataFolder);
  await home.remove(hashOf(small));
  writeFileSync(
    join(config.dataFolder, 'files', 'whole', hashOf(large).slice(0, 2), hashOf(large)),
    Buffer.alloc(large.length),
  );
  const told = await run('export', 'organisation', out, '--conversations', '--files', folder, '--json');
  expect(JSON.parse(told.out)).toMatchObject({ files: 0, missing: 2 });
  expect(readdirSync(folder)).toEqual([]);
});
