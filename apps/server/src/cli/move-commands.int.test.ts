import { expect, test } from 'vitest';
import { read, write } from '../test-support/opened-home.ts';
import { openedStore } from '../test-support/opened-store.ts';
import { runHere } from '../test-support/run-command.ts';
import { tempFolder } from '../test-support/temp-folder.ts';

const url = 'postgres://ada:secret@127.0.0.1:1/holdfast';

test('a move that was not given rightly says what to do', async () => {
  const settings = { HOLDFAST_DATA: tempFolder() };
  const to = (...args: string[]) => runHere(['move', ...args], settings);
  expect(await to()).toMatchObject({ code: 2, err: expect.stringContaining('--to') });
  expect(await to('--to', 'mysql://host/x')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/postgres:.*sqlite:/),
  });
  expect(await to('--to', url, '--hold', '0')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--hold'),
  });
  expect(await to('--to', `sqlite:${settings.HOLDFAST_DATA}`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('already'),
  });
  // A folder that was mistyped is not made.
  expect(await to('--to', url)).toMatchObject({ code: 1, err: expect.stringContaining('There is no data') });
});

test('a database that does not answer is named, without its password', async () => {
  const settings = { HOLDFAST_DATA: openedStore().folder };
  const { code, err } = await runHere(['move', '--to', url], settings);
  expect({ code, err }).toMatchObject({
    code: 1,
    err: expect.stringContaining('postgres://127.0.0.1:1/holdfast cannot be used'),
  });
  expect(err).not.toContain('secret');
});

test('data goes only to the folder in which the files are', async () => {
  const settings = { HOLDFAST_DATA: tempFolder(), HOLDFAST_DATABASE_URL: url };
  const { code, err } = await runHere(['move', '--to', 'sqlite:/elsewhere'], settings);
  expect({ code, err }).toMatchObject({
    code: 2,
    err: expect.stringContaining(`say --to sqlite:${settings.HOLDFAST_DATA}`),
  });
});

test('a command waits while writes are held for a move', async () => {
  const { store, folder } = openedStore();
  const until = Date.now() + 300;
  await write(store, (tx) => tx.putMove({ to: 'postgres://db.example.org/holdfast#1', until }));
  const { code, err } = await runHere(['divisions', 'add', 'Roads'], { HOLDFAST_DATA: folder });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(Date.now()).toBeGreaterThanOrEqual(until);
  expect(await read(store, (tx) => tx.move())).toBeUndefined();
});
