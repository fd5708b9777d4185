import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import { UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import { expect, test, vi } from 'vitest';
import {
  begunUpload,
  hashOf,
  piecesHeader,
  sendBytes,
  type UploadWorld,
  uploadWorld,
} from '../../test-support/upload-world.ts';

const text = Buffer.from('Seven printers, and none of them prints.\n'.repeat(100));

async function keptBytes(world: UploadWorld, bytes: Uint8Array): Promise<Buffer> {
  return Buffer.concat(await world.served.keeping.home.read(hashOf(bytes), 0, bytes.length).toArray());
}

/** Begins to send a file and never goes on after so many bytes. Gives how to cut the line. */
function sendAndHang(world: UploadWorld, id: string, bytes: Uint8Array, sent: number): () => void {
  const request = httpRequest(`${world.url}${UPLOADS_PATH}/${id}`, {
    method: 'PATCH',
    agent: false,
    headers: {
      'tus-resumable': '1.0.0',
      'x-name': 'Ada',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
      'content-length': bytes.length,
      ...piecesHeader(bytes, 0, bytes.length),
    },
  });
  // The server or the test ends it in the middle.
  request.on('error', () => {});
  request.write(bytes.subarray(0, sent));
  return () => request.destroy();
}

test('a file arrives: its row says so, and its bytes lie under their hash', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, text);
  expect(await sendBytes(world, id, text)).toMatchObject({ status: 204, offset: text.length });
  const stored = { kind: 'text/plain', refusal: null, storedAt: '2026-03-02T10:00:00.000Z' };
  expect(await world.row(id)).toMatchObject(stored);
  expect((await keptBytes(world, text)).equals(text)).toBe(true);
  expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ status: 200, offset: text.length });
});

test('a file without a byte arrives when it begins', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, Buffer.alloc(0));
  expect((await world.row(id)).storedAt).not.toBeNull();
  expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ status: 200, offset: 0 });
});

test('what arrived before a restart stays, to the byte, and the upload is found again by the id of its row', async () => {
  const world = await uploadWorld();
  const bytes = randomBytes(PIECE_BYTES + 12_345);
  const id = await begunUpload(world, bytes);
  let from = 0;
  for (const to of [1, 70_001, PIECE_BYTES, PIECE_BYTES + 1, bytes.length]) {
    expect(await sendBytes(world, id, bytes, from, to)).toMatchObject({ status: 204, offset: to });
    world.restart();
    expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ status: 200, offset: to });
    from = to;
  }
  expect((await world.row(id)).storedAt).not.toBeNull();
  expect((await keptBytes(world, bytes)).equals(bytes)).toBe(true);
  const pieces = Buffer.from((await world.served.keeping.home.pieces(hashOf(bytes))) ?? []);
  expect(pieces.subarray(32).toString('hex')).toBe(hashOf(bytes));
});

test('a line that is cut in the middle of a request keeps what arrived, and the upload goes on there', async () => {
  const world = await uploadWorld();
  const bytes = randomBytes(300_000);
  const id = await begunUpload(world, bytes);
  const cut = sendAndHang(world, id, bytes, 123_457);
  await vi.waitFor(() => expect(world.served.keeping.uploads.running).toBe(1));
  cut();
  await vi.waitFor(() => expect(world.served.keeping.uploads.running).toBe(0));
  const { offset = -1 } = await world.ask('Ada', 'HEAD', id);
  expect(offset).toBeLessThanOrEqual(123_457);
  const part = await world.served.keeping.home.readPart(id, 0, bytes.length);
  expect(Buffer.compare(part, bytes.subarray(0, offset))).toBe(0);
  expect(await sendBytes(world, id, bytes, offset)).toMatchObject({ status: 204 });
  expect((await keptBytes(world, bytes)).equals(bytes)).toBe(true);
});

test('who comes back over a new line does not wait for the old one, which nobody has noticed to be dead', async () => {
  const world = await uploadWorld();
  const bytes = randomBytes(200_000);
  const id = await begunUpload(world, bytes);
  sendAndHang(world, id, bytes, 100_000);
  await vi.waitFor(() => expect(world.served.keeping.uploads.running).toBe(1));
  const { status, offset } = await world.ask('Ada', 'HEAD', id);
  expect(status).toBe(200);
  expect(await sendBytes(world, id, bytes, offset)).toMatchObject({ status: 204, offset: bytes.length });
});

test('somebody else cannot end an upload that is running', async () => {
  const world = await uploadWorld();
  const bytes = randomBytes(200_000);
  const id = await begunUpload(world, bytes);
  const cut = sendAndHang(world, id, bytes, 100_000);
  await vi.waitFor(() => expect(world.served.keeping.uploads.running).toBe(1));
  expect((await world.ask('Ben', 'HEAD', id)).status).toBe(404);
  expect(world.served.keeping.uploads.running).toBe(1);
  cut();
});

test('a piece that arrived broken costs itself: the upload goes back to the last good one', async () => {
  const world = await uploadWorld();
  const bytes = randomBytes(2 * PIECE_BYTES + 10);
  const id = await begunUpload(world, bytes);
  const broken = Buffer.from(bytes);
  const place = PIECE_BYTES + 5;
  broken.writeUInt8(broken.readUInt8(place) ^ 1, place);
  const headers = { 'upload-offset': '0', ...piecesHeader(bytes, 0, bytes.length) };
  const answer = await world.ask('Ada', 'PATCH', id, { headers, body: broken });
  expect(answer.status).toBe(460);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'INVALID_MESSAGE', reason: 'piece' } });
  expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ status: 200, offset: PIECE_BYTES });
  expect(await sendBytes(world, id, bytes, PIECE_BYTES)).toMatchObject({ status: 204 });
  expect((await keptBytes(world, bytes)).equals(bytes)).toBe(true);
});

test('after a restart nothing is trusted of what is here until a check says so', async () => {
  const world = await uploadWorld();
  const bytes = randomBytes(PIECE_BYTES + 10);
  const id = await begunUpload(world, bytes);
  const broken = Buffer.from(bytes);
  broken.writeUInt8(broken.readUInt8(3) ^ 1, 3);
  expect((await sendBytes(world, id, broken, 0, 1_000)).status).toBe(204);
  world.restart();
  expect((await sendBytes(world, id, bytes, 1_000)).status).toBe(460);
  expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ offset: 0 });
});

test('going on elsewhere than the upload stands changes nothing', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, text);
  expect((await sendBytes(world, id, text, 0, 100)).status).toBe(204);
  const answer = await sendBytes(world, id, text, 50);
  expect(answer.status).toBe(409);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'CONFLICT' } });
  expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ offset: 100 });
});

test('an upload that has begun is not begun anew', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, text);
  expect((await sendBytes(world, id, text, 0, 100)).status).toBe(204);
  const headers = { 'upload-length': String(text.length) };
  expect((await world.ask('Ada', 'POST', id, { headers })).status).toBe(201);
  expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ offset: 100 });
});

test('who gives an upload up leaves nothing behind', async () => {
  const world = await uploadWorld();
  const id = await begunUpload(world, text);
  expect((await sendBytes(world, id, text, 0, 100)).status).toBe(204);
  expect((await world.ask('Ada', 'DELETE', id)).status).toBe(204);
  expect((await world.ask('Ada', 'HEAD', id)).status).toBe(404);
  expect(await world.served.keeping.home.note(id)).toBeUndefined();
  expect(world.served.keeping.room.unfinished).toBe(0);
});

test('what was known to be good before a restart is not sent again', async () => {
  const world = await uploadWorld();
  const bytes = randomBytes(PIECE_BYTES + 10);
  const id = await begunUpload(world, bytes);
  expect((await sendBytes(world, id, bytes, 0, PIECE_BYTES)).status).toBe(204);
  world.restart();
  const broken = Buffer.from(bytes);
  broken.writeUInt8(broken.readUInt8(PIECE_BYTES) ^ 1, PIECE_BYTES);
  const headers = { 'upload-offset': String(PIECE_BYTES), ...piecesHeader(bytes, PIECE_BYTES, bytes.length) };
  const body = broken.subarray(PIECE_BYTES);
  expect((await world.ask('Ada', 'PATCH', id, { headers, body })).status).toBe(460);
  expect(await world.ask('Ada', 'HEAD', id)).toMatchObject({ offset: PIECE_BYTES });
});

test('two processes on one data folder are never at one upload together', async () => {
  const world = await uploadWorld();
  const bytes = randomBytes(200_000);
  const id = await begunUpload(world, bytes);
  const first = world.served.keeping;
  const cut = sendAndHang(world, id, bytes, 100_000);
  await vi.waitFor(() => expect(first.uploads.running).toBe(1));
  world.restart();
  const answer = await sendBytes(world, id, bytes);
  expect(answer.status).toBe(423);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'SERVER_BUSY', reason: 'upload' } });
  cut();
  const { offset } = await vi.waitUntil(async () => {
    const head = await world.ask('Ada', 'HEAD', id);
    return head.status === 200 ? head : undefined;
  });
  expect((await sendBytes(world, id, bytes, offset)).status).toBe(204);
  expect((await keptBytes(world, bytes)).equals(bytes)).toBe(true);
});
