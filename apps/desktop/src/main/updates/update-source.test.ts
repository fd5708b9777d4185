import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { newFeedKey } from '../../../../../scripts/lib/feed-signing.mjs';
import { readFeedAddress, readUpdateSource } from './update-source.ts';

const { publicKey } = newFeedKey();

test('a package without a feed has none, wherever the environment points', () => {
  expect(readUpdateSource({ name: 'holdfast' }, 'https://updates.example/')).toBeUndefined();
});

test('SECURITY 20: a mirror changes the address and never the key', () => {
  const updates = { feed: 'https://updates.example/desktop', publicKey };
  const source = readUpdateSource({ updates }, 'https://mirror.example/holdfast');
  expect(source?.feed.href).toBe('https://mirror.example/holdfast/');
  expect(source?.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')).toBe(publicKey);
});

test('a feed is read over https, or over http from this device', () => {
  expect(readFeedAddress('http://127.0.0.1:8000/feed').href).toBe('http://127.0.0.1:8000/feed/');
  for (const address of ['http://updates.example/', 'file:///tmp/', 'http://127.0.0.1.example/', 'updates'])
    expect(() => readFeedAddress(address), address).toThrow(/update feed/);
});

test('SECURITY 20: only an Ed25519 key can vouch for a feed', () => {
  const { publicKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = rsa.export({ format: 'der', type: 'spki' }).toString('base64');
  const updates = { feed: 'https://updates.example/', publicKey: spki };
  expect(() => readUpdateSource({ updates }, undefined)).toThrow('not an Ed25519 key');
});
