import { createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newFeedKey, signFeed } from '../../../../../scripts/lib/feed-signing.mjs';
import { openSignedFeed, UpdateRefused } from './signed-feed.ts';

const FEED = 'latest-linux.yml';
const key = newFeedKey();
const publicKey = createPublicKey({ key: Buffer.from(key.publicKey, 'base64'), format: 'der', type: 'spki' });
const content = 'version: 1.1.0\npath: Holdfast.AppImage\n';
const signed = signFeed(FEED, content, key.privateKey);

test('a signed feed opens to what was signed', () => {
  expect(openSignedFeed(FEED, signed, publicKey)).toBe(content);
});

test('SECURITY 20: a feed with any one character changed, added or left out is refused', () => {
  const at = fc.nat({ max: signed.length - 1 });
  fc.assert(
    fc.property(at, fc.string({ maxLength: 3 }), fc.nat({ max: 2 }), (place, put, gone) => {
      const altered = signed.slice(0, place) + put + signed.slice(place + gone);
      fc.pre(altered !== signed);
      expect(() => openSignedFeed(FEED, altered, publicKey)).toThrow(UpdateRefused);
    }),
  );
});
