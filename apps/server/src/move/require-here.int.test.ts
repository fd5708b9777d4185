import { expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { moveHome, moveWorld, type WorldHome } from '../test-support/move-world.ts';
import { arrivingMark } from './mark-text.ts';
import { freeze, markArriving } from './marks.ts';
import { isLeftBehind, requireHere } from './require-here.ts';

const url = 'postgres://ada:secret@db.example.org:5432/holdfast';

function configOf({ address }: WorldHome, more: Readonly<Record<string, string>> = {}) {
  return loadConfig({ HOLDFAST_DATA: address.kind === 'sqlite' ? address.folder : '', ...more });
}

test('data that stays, or is held for a moment, is worked with', async () => {
  const { source } = await moveWorld(1);
  await requireHere(source.store, configOf(source));
  await freeze(source.lines, 'postgres://db.example.org/holdfast#1', Date.now() + 60_000);
  await requireHere(source.store, configOf(source));
});

test('data that went back to a folder says that the setting must go', async () => {
  const { source, target } = await moveWorld(1);
  await moveHome(source, target);
  const config = configOf(target, { HOLDFAST_DATABASE_URL: url });
  await expect(requireHere(source.store, config)).rejects.toThrow(
    `The data of this database has moved to sqlite:${config.dataFolder}. Take HOLDFAST_DATABASE_URL out of the settings.`,
  );
});

test('nobody works with data that is not complete', async () => {
  const { source, target } = await moveWorld(1);
  await markArriving(target.lines, arrivingMark('epoch', 'one'));
  await expect(requireHere(target.store, configOf(target))).rejects.toThrow(
    /not complete.*HOLDFAST_DATABASE_URL/,
  );
  // The folder was left, but not by the move that filled this database.
  await markArriving(source.lines, 'postgres://db.example.org/holdfast#another');
  const config = configOf(source, { HOLDFAST_DATABASE_URL: url });
  await expect(requireHere(target.store, config)).rejects.toThrow(/not complete/);
});

test('a folder whose data never moved is noticed beside a database', async () => {
  const { source, target } = await moveWorld(1);
  const settings = { HOLDFAST_DATABASE_URL: url };
  expect(await isLeftBehind(configOf(source, settings))).toBe(true);
  expect(await isLeftBehind(configOf(source))).toBe(false);
  expect(await isLeftBehind(configOf(target, settings))).toBe(false);
  await moveHome(source, target);
  expect(await isLeftBehind(configOf(source, settings))).toBe(false);
});
