import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHere } from '../test-support/run-command.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { begunUpload, hashOf, sendBytes, uploadWorld } from '../test-support/upload-world.ts';

const first = Buffer.from('The first file of all.');
const second = Buffer.from('And one that came after the backup.');

function placeIn(dataFolder: string, bytes: Uint8Array): string {
  const hash = hashOf(bytes);
  return join(dataFolder, 'files', 'whole', hash.slice(0, 2), hash);
}

test('S19: a backup brings files back too; the next one writes only what is new', async () => {
  const world = await uploadWorld();
  const settings = { HOLDFAST_DATA: world.folder };
  const backups = tempFolder();
  const kept = join(backups, 'holdfast-files');
  await sendBytes(world, await begunUpload(world, first), first);
  const backUp = (name: string) => runHere(['backup', join(backups, name), '--json'], settings);
  const monday = await backUp('monday');
  expect(JSON.parse(monday.out)).toMatchObject({ contents: { files: 1, missing: 0 } });
  const written = statSync(join(kept, hashOf(first))).mtimeMs;
  await sendBytes(world, await begunUpload(world, second), second);
  expect(JSON.parse((await backUp('tuesday')).out)).toMatchObject({ contents: { files: 2, missing: 0 } });
  expect(readdirSync(kept).sort()).toEqual([hashOf(first), hashOf(second)].sort());
  expect(statSync(join(kept, hashOf(first))).mtimeMs).toBe(written);

  const elsewhere = { HOLDFAST_DATA: tempFolder() };
  const restored = await runHere(['restore', join(backups, 'monday'), '--json'], elsewhere);
  expect(JSON.parse(restored.out)).toMatchObject({ contents: { files: 2, missing: 0 } });
  const checked = await runHere(['check', '--contents', '--json'], elsewhere);
  expect(JSON.parse(checked.out)).toMatchObject({ ok: true, contents: { files: 1, bytes: first.length } });
});

test('a restore without its files, or a file that has suffered, is said by the commands', async () => {
  const world = await uploadWorld();
  const settings = { HOLDFAST_DATA: world.folder };
  await sendBytes(world, await begunUpload(world, first), first);
  const file = join(tempFolder(), 'backup');
  await runHere(['backup', file, '--files', tempFolder()], settings);
  const restored = await runHere(['restore', file], { HOLDFAST_DATA: tempFolder() });
  expect(restored.out).toContain('The contents of 1 files that rows name are missing.');

  writeFileSync(placeIn(world.folder, first), 'The first file of 4ll.');
  expect((await runHere(['check'], settings)).code).toBe(0);
  const deep = await runHere(['check', '--contents'], settings);
  expect([deep.code, `${deep.out}${deep.err}`]).toEqual([
    1,
    expect.stringContaining('not what its name says'),
  ]);
  rmSync(placeIn(world.folder, first));
  const checked = await runHere(['check'], settings);
  expect([checked.code, `${checked.out}${checked.err}`]).toEqual([
    1,
    expect.stringContaining('is not there'),
  ]);
});
