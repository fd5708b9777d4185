import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import { expect, onTestFinished, test } from 'vitest';
import { piecesOf } from '../../test-support/file-server.ts';
import { PartFile } from './part-file.ts';
import { PieceCheck } from './piece-check.ts';

const bytes = randomBytes(2 * PIECE_BYTES + 700_000);
const pieces = Buffer.concat(piecesOf(bytes));

function newPlace(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-part-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return path.join(folder, 'part');
}

/** Lets bytes arrive from where it stands until so many have, in chunks of any size, one bit turned at a place. */
async function arrive(part: PartFile, until: number, turnedAt = -1): Promise<boolean> {
  while (part.at < until) {
    const at = part.at;
    const chunk = Buffer.from(bytes.subarray(at, Math.min(until, at + randomInt(1, 300_000))));
    if (turnedAt >= at && turnedAt < at + chunk.length)
      chunk[turnedAt - at] = (chunk[turnedAt - at] ?? 0) ^ 1;
    if (!(await part.take(chunk))) return false;
  }
  return true;
}

test('what is on the disk is right wherever bits turn and attempts end, and goes on from there', async () => {
  const place = newPlace();
  let check = new PieceCheck(bytes.length, pieces);
  for (let attempt = 0; !check.isWhole; attempt += 1) {
    // Every third attempt is the first one after a restart, which knows nothing.
    if (attempt % 3 === 2) check = new PieceCheck(bytes.length, pieces);
    const part = await PartFile.open(disk, place, check);
    const until = Math.min(bytes.length, part.at + randomInt(1, PIECE_BYTES));
    const turnedAt = attempt < 8 ? randomInt(part.at, bytes.length) : -1;
    await arrive(part, until, turnedAt);
    await part.close();
    const held = await disk.readFile(place);
    expect(held.length).toBe(check.at);
    expect(held.subarray(0, check.goodAt).equals(bytes.subarray(0, check.goodAt))).toBe(true);
  }
  expect((await disk.readFile(place)).equals(bytes)).toBe(true);
});

test('a broken last piece takes nothing of the good one before it that was not written yet', async () => {
  const place = newPlace();
  const check = new PieceCheck(bytes.length, pieces);
  const part = await PartFile.open(disk, place, check);
  await arrive(part, 2 * PIECE_BYTES - 1_000);
  expect(
    await part.take(Buffer.concat([bytes.subarray(part.at, 2 * PIECE_BYTES), randomBytes(700_000)])),
  ).toBe(false);
  await part.close();
  expect(check.at).toBe(2 * PIECE_BYTES);
  expect((await disk.readFile(place)).equals(bytes.subarray(0, 2 * PIECE_BYTES))).toBe(true);
});

test('a part that was changed on the disk is not believed after a restart', async () => {
  const place = newPlace();
  await disk.writeFile(place, Buffer.concat([bytes.subarray(0, PIECE_BYTES), randomBytes(PIECE_BYTES)]));
  const part = await PartFile.open(disk, place, new PieceCheck(bytes.length, pieces));
  expect(part.at).toBe(PIECE_BYTES);
  await part.close();
});

test('looking at a part ends when the attempt does, and nothing of it is believed or lost', async () => {
  const place = newPlace();
  await disk.writeFile(place, bytes.subarray(0, PIECE_BYTES));
  const check = new PieceCheck(bytes.length, pieces);
  await expect(PartFile.open(disk, place, check, AbortSignal.abort())).rejects.toThrow();
  expect(check.at).toBe(0);
  expect((await disk.stat(place)).size).toBe(PIECE_BYTES);
});

test('bytes that the disk did not take are not counted', async () => {
  const place = newPlace();
  const check = new PieceCheck(bytes.length, pieces);
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
  const fullDisk = {
    ...disk,
    open: async (...place: Parameters<typeof disk.open>) => {
      const handle = await disk.open(...place);
      return Object.assign(handle, { write: async () => Promise.reject(full) });
    },
  };
  const part = await PartFile.open(fullDisk, place, check);
  await expect(arrive(part, bytes.length)).rejects.toBe(full);
  await expect(part.close()).rejects.toBe(full);
  expect(check.at).toBe(0);
});
