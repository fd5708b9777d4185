import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { newFeedKey, publicKeyOf, signFeed } from './feed-signing.mjs';

const FEED = 'latest-linux.yml';
const TEXT = "version: 1.1.0\npath: Holdfast.AppImage\nreleaseDate: '2026-11-20T10:00:00.000Z'\n";

function isSigned(name, text, publicKey) {
  const [content, signature] = text.split('# signature: ');
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const bytes = Buffer.from(`holdfast update feed\n${name}\n${content}`);
  return verify(null, bytes, key, Buffer.from(signature, 'base64'));
}

test('a feed is signed under its name, and signed again in place of the earlier signature', () => {
  const { privateKey, publicKey } = newFeedKey();
  expect(publicKeyOf(privateKey)).toBe(publicKey);
  const once = signFeed(FEED, TEXT, privateKey);
  expect(isSigned(FEED, once, publicKey)).toBe(true);
  expect(isSigned('beta-linux.yml', once, publicKey)).toBe(false);
  expect(signFeed(FEED, once, privateKey)).toBe(once);
});

test('a rollout is widened by signing again, and must be a percentage', () => {
  const { privateKey, publicKey } = newFeedKey();
  const tenth = signFeed(FEED, TEXT, privateKey, 10);
  const half = signFeed(FEED, tenth, privateKey, 50);
  expect(half.match(/stagingPercentage: .*/g)).toEqual(['stagingPercentage: 50']);
  expect(isSigned(FEED, half, publicKey)).toBe(true);
  expect(() => signFeed(FEED, TEXT, privateKey, 101)).toThrow('0 to 100');
});
