import { createHash } from 'node:crypto';
import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import { expect, test } from 'vitest';
import { piecesOf } from '../../test-support/file-server.ts';
import { checksBetween, isCheckOf, PieceCheck } from './piece-check.ts';

const bytes = Buffer.alloc(2 * PIECE_BYTES + 5, 'holdfast');
const pieces = Buffer.concat(piecesOf(bytes));
const hash = createHash('sha256').update(bytes).digest('hex');

test('bytes are right up to the end of the last whole piece, and all of them are the file', () => {
  const check = new PieceCheck(bytes.length, pieces);
  expect(check.take(bytes.subarray(0, PIECE_BYTES + 7))).toBe(true);
  expect([check.at, check.goodAt, check.isWhole]).toEqual([PIECE_BYTES + 7, PIECE_BYTES, false]);
  expect(check.take(bytes.subarray(PIECE_BYTES + 7))).toBe(true);
  expect(check.isWhole).toBe(true);
});

test('a turned bit costs its piece and no other', () => {
  const check = new PieceCheck(bytes.length, pieces);
  const turned = Buffer.from(bytes);
  turned[PIECE_BYTES + 1] = (turned[PIECE_BYTES + 1] ?? 0) ^ 1;
  expect(check.take(turned)).toBe(false);
  check.back();
  expect(check.at).toBe(PIECE_BYTES);
  expect(check.take(bytes.subarray(PIECE_BYTES))).toBe(true);
  expect(check.isWhole).toBe(true);
});

test('more bytes than the file has are wrong', () => {
  const check = new PieceCheck(3, Buffer.concat(piecesOf(Buffer.from('abc'))));
  expect(check.take(Buffer.from('abcd'))).toBe(false);
  expect(new PieceCheck(0, new Uint8Array()).take(Buffer.from('a'))).toBe(false);
});

test('checks are those of a content only where they are as many as its pieces and end in its name', () => {
  expect(isCheckOf(pieces, hash, bytes.length)).toBe(true);
  expect(isCheckOf(pieces.subarray(32), hash, bytes.length)).toBe(false);
  expect(isCheckOf(pieces, createHash('sha256').digest('hex'), bytes.length)).toBe(false);
  expect(isCheckOf(new Uint8Array(), createHash('sha256').digest('hex'), 0)).toBe(true);
});

test('a request names the checks of the pieces that end in it', () => {
  const [first, second, last] = piecesOf(bytes).map((check) => check.toString('base64'));
  const named = (from: number, to: number) => checksBetween(pieces, bytes.length, from, to);
  expect(named(0, PIECE_BYTES - 1)).toBe('');
  expect(named(PIECE_BYTES - 1, 2 * PIECE_BYTES)).toBe(`${first},${second}`);
  expect(named(2 * PIECE_BYTES, bytes.length)).toBe(last);
});
