import { randomBytes } from 'node:crypto';
import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import { expect, test } from 'vitest';
import { hashOf, piecesHeader, type UploadWorld, uploadWorld } from '../../test-support/upload-world.ts';

const text = Buffer.from('Seven printers, and none of them prints.\n'.repeat(100));

/** Sends the bytes between two places of a file. */
function send(world: UploadWorld, id: string, bytes: Uint8Array, from = 0, to = bytes.length) {
  const body = bytes.subarray(from, to);
  const headers = { 'upload-offset': String(from), ...piecesHeader(bytes, from, to) };
  return world.ask('Ada', 'PATCH', id, { headers, body });
}

async function begun(world: UploadWorld, bytes: Uint8Array): Promise<string> {
  const id = await world.attach('Ada', bytes);
  const answer = await world.ask('Ada', 'POST', id, { headers: { 'upload-length': String(bytes.length) } });
  expect(answer.status).toBe(201);
  return id;
}

test('a file arrives: its row says so, and its bytes lie under their hash', async () => {
  const world = await uploadWorld();
  const id = await begun(world, text);
  expect(await send(world, id, text)).toMatchObject({ status: 204, offset: text.length });
  expect(await world.row(id)).toMatchObject({
    kind: 'text/plain',
    refusal: null,
    storedAt: expect.any(String),
  });
  const { home } = world.served.keeping;
  const kept = Buffer.concat(await home.read(hashOf(text), 0, text.length).toArray());
  expect(kept.equals(text)).toBe(true);
  expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ status: 200, offset: text.length });
});

test('what arrived before a restart stays, to the byte, and the upload is found again by the id of its row', async () => {
  const world = await uploadWorld();
  const bytes = randomBytes(PIECE_BYTES + 12_345);
  const id = await begun(world, bytes);
  const cuts = [1, 70_001, PIECE_BYTES, PIECE_BYTES + 1, bytes.length];
  let from = 0;
  for (const to of cuts) {
    expect(await send(world, id, bytes, from, to)).toMatchObject({ status: 204, offset: to });
    world.restart();
    expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ status: 200, offset: to });
    from = to;
  }
  expect((await world.row(id)).storedAt).not.toBeNull();
  const pieces = await world.served.keeping.home.pieces(hashOf(bytes));
  expect(pieces?.length).toBe(64);
  expect(Buffer.from(pieces?.subarray(32) ?? []).toString('hex')).toBe(hashOf(bytes));
});
