import { utf8ToBytes } from '@noble/hashes/utils.js';
import { expect, test } from 'vitest';
import { kindOf } from './kind-of.ts';

test.each([
  ['a PNG, whatever it is called', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'image/png'],
  ['a JPEG', [0xff, 0xd8, 0xff, 0xe0, 0, 16], 'image/jpeg'],
  ['a program of Windows', [...utf8ToBytes('MZ'), ...new Array(62).fill(0)], 'application/x-msdownload'],
  ['a PDF', [...utf8ToBytes('%PDF-1.7\n')], 'application/pdf'],
])('knows %s by its first bytes', async (_name, bytes, kind) => {
  expect(await kindOf(Uint8Array.from(bytes))).toBe(kind);
});

test('SECURITY 38: markup is text, and nothing that could run', async () => {
  for (const text of [
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<?xml version="1.0"?><svg/>',
    '<html>',
    '{}',
  ])
    expect(await kindOf(utf8ToBytes(text))).toBe('text/plain');
});

test('a text is none of the things that begin with the same letters', async () => {
  for (const text of ['BMW service manual', 'MZ-80K', 'PK and other initials', '#!/bin/sh\nrm -r'])
    expect(await kindOf(utf8ToBytes(text))).toBe('text/plain');
});

test('knows text in UTF-8 and UTF-16, also where its end is cut through a character', async () => {
  const cut = utf8ToBytes('Grüße aus Köln – 日本語').subarray(0, -1);
  expect(await kindOf(cut)).toBe('text/plain');
  expect(await kindOf(Uint8Array.from([0xff, 0xfe, 0x41, 0x00, 0x42]))).toBe('text/plain');
});

test('says nothing of bytes that nobody knows, of none, and of those that end in the middle', async () => {
  expect(await kindOf(Uint8Array.from([0, 1, 2, 3, 254, 255]))).toBeUndefined();
  expect(await kindOf(new Uint8Array())).toBeUndefined();
  expect(await kindOf(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0xff]))).not.toBe('text/plain');
});
