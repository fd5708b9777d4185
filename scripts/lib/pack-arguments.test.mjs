import { expect, test } from 'vitest';
import { packArguments } from './pack-arguments.mjs';

const official = { kind: 'official', version: '45.4.1', dist: '/electron' };
const standIn = { kind: 'stand-in', version: '33.2.1', dist: '/stand-in' };

test('with the official Electron, everything that electron-builder.yml names is made', () => {
  expect(packArguments(official, [], {})).toEqual([]);
});

test('with the stand-in, what can be made without GitHub is made, unless something else is asked for', () => {
  expect(packArguments(standIn, [], {}).slice(0, 3)).toEqual(['--linux', 'deb', 'tar.gz']);
  const folder = packArguments(standIn, ['--dir'], {});
  expect(folder).toEqual(['--dir', '-c.electronDist=/stand-in', '-c.electronVersion=33.2.1']);
});

test('a package knows its feed and its key, or neither', () => {
  const env = { HOLDFAST_UPDATE_FEED: 'https://updates.example/', HOLDFAST_UPDATE_KEY: 'AAAA' };
  expect(packArguments(official, [], env)).toContain('-c.extraMetadata.updates.publicKey=AAAA');
  expect(() => packArguments(official, [], { HOLDFAST_UPDATE_KEY: 'AAAA' })).toThrow('set both');
});
