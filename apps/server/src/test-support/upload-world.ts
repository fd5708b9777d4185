import { createHash } from 'node:crypto';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { get, update } from '@holdfast/shared/effect/rows.ts';
import { endOfPiece, pieceCount } from '@holdfast/shared/files/pieces.ts';
import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { toWireError } from '@holdfast/shared/protocol/errors.ts';
import { PIECES_HEADER, UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import { onTestFinished } from 'vitest';
import { aloneCluster } from '../cluster/alone.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { loadConfig } from '../config.ts';
import { FileKeeping } from '../files/file-keeping.ts';
import { type FolderDisk, realDisk } from '../files/home/folder-disk.ts';
import { FolderHome } from '../files/home/folder-home.ts';
import { statusOf } from '../http/http-errors.ts';
import { applyEffect } from '../sync/apply-mutation.ts';
import { systemActor } from '../sync/system-actor.ts';
import { newTicket } from './changes.ts';
import { joinedClusters } from './joined-clusters.ts';
import { type Name, type NoticeWorld, noticeWorld } from './notice-world.ts';
import { newId } from './test-server.ts';

export interface UploadAnswer {
  readonly status: number;
  readonly offset: number | undefined;
  readonly body: string;
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** An organisation with files, and a small HTTP server around its uploads. */
export async function uploadWorld(
  settings: Readonly<Record<string, string>> = {},
  disk: FolderDisk = realDisk,
) {
  const world = await noticeWorld();
  const ticket = newTicket();
  await world.change('Sam', ['ticket.create', ticket]);
  const filesFolder = join(world.folder, 'files');
  const keeping = keepingOf(world, new FolderHome(filesFolder, disk), settings);
  const served = { keeping };
  const url = await serve(world, served);

  return {
    ...world,
    filesFolder,
    ticketId: ticket.id,
    url,
    served,

    /** Forgets all that is only in memory, as a restart does. */
    restart(): FileKeeping {
      served.keeping = keepingOf(world, new FolderHome(filesFolder, disk), settings);
      return served.keeping;
    },

    /** Hangs a file on the ticket. Gives its id. */
    async attach(name: Name, bytes: Uint8Array, more: Partial<Attachment> = {}): Promise<string> {
      const file = { id: newId(), name: 'report.bin', hash: hashOf(bytes), size: bytes.length, ...more };
      const subject = { subjectTable: 'ticket', subjectId: ticket.id };
      await world.change(name, ['attachment.add', { ...subject, ...file }]);
      return file.id;
    },

    /** Puts a row in the place of another, as only a restore does. */
    async put(row: Attachment): Promise<void> {
      await world.queue.submit(1, (commit) => applyEffect(commit, systemActor, replace(row)));
    },

    async row(id: string): Promise<Attachment> {
      const found = (await world.rows('attachment')).find((row) => row.id === id);
      return attachmentModel.schema.parse(found?.data);
    },

    /** Asks as one person. POST names the attachment in its metadata. */
    ask(name: Name, method: string, id: string, sent: Sent = {}): Promise<UploadAnswer> {
      return askAt(url, name, method, id, sent);
    },
  };
}
/** Two processes of one server on the same rows and the same folder. The first has the lease of sweeps. */
export async function twoUploadWorlds(settings: Readonly<Record<string, string>> = {}) {
  const here = await uploadWorld(settings);
  const clusters = joinedClusters(2, here.outside.now).clusters;
  const [one, two] = clusters.map((cluster, place) => {
    const isOurs = async () => place === 0;
    return keepingOf(here, new FolderHome(here.filesFolder), settings, { cluster, isShared: true, isOurs });
  });
  if (one === undefined || two === undefined) throw new Error('There are two processes.');
  here.served.keeping = one;
  const url = await serve(here, { keeping: two });
  const there: Pick<UploadWorld, 'ask'> = { ask: (...asked) => askAt(url, ...asked) };
  return { here, there: { ...here, url, ...there, served: { keeping: two } } };
}

export type UploadWorld = Awaited<ReturnType<typeof uploadWorld>>;

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The header that says what the pieces are that end between two places of a file. */
export function piecesHeader(bytes: Uint8Array, from: number, to: number): Record<string, string> {
  const checks: string[] = [];
  for (let index = 0; index < pieceCount(bytes.length); index += 1) {
    const end = endOfPiece(index, bytes.length);
    if (end <= from || end > to) continue;
    checks.push(createHash('sha256').update(bytes.subarray(0, end)).digest('base64'));
  }
  return checks.length === 0 ? {} : { [PIECES_HEADER]: checks.join(',') };
}

function* replace(row: Attachment): Effect<void> {
  const before = yield* get(attachmentModel, row.id);
  if (before !== undefined) yield* update(attachmentModel, before, row);
}

/** Hangs a file on the ticket and begins to send it. Gives its id. */
export async function begunUpload(
  world: UploadWorld,
  bytes: Uint8Array,
  name: Name = 'Ada',
): Promise<string> {
  const id = await world.attach(name, bytes);
  const headers = { 'upload-length': String(bytes.length) };
  const { status, body } = await world.ask(name, 'POST', id, { headers });
  if (status !== 201) throw new Error(`It was not begun: ${body}`);
  return id;
}

/** Sends the bytes between two places of a file, with what their pieces are. */
export function sendBytes(
  world: UploadWorld,
  id: string,
  bytes: Uint8Array,
  from = 0,
  to = bytes.length,
): Promise<UploadAnswer> {
  const headers = { 'upload-offset': String(from), ...piecesHeader(bytes, from, to) };
  return world.ask('Ada', 'PATCH', id, { headers, body: bytes.subarray(from, to) });
}

function askAt(url: string, name: Name, method: string, id: string, sent: Sent = {}): Promise<UploadAnswer> {
  return ask(`${url}${method === 'POST' ? UPLOADS_PATH : `${UPLOADS_PATH}/${id}`}`, {
    method,
    body: sent.body,
    headers: { 'tus-resumable': '1.0.0', 'x-name': name, ...begin(method, id), ...sent.headers },
  });
}

interface Beside {
  readonly cluster: Cluster;
  readonly isShared: boolean;
  readonly isOurs?: () => Promise<boolean>;
}

function keepingOf(
  world: NoticeWorld,
  home: FolderHome,
  settings: Readonly<Record<string, string>>,
  beside: Beside = { cluster: aloneCluster(world.outside), isShared: false },
) {
  const { store, queue, outside, log } = world;
  const own = { home, settings: loadConfig(settings).files, ...beside };
  return new FileKeeping({ store, queue, outside, log, ...own });
}

/** The name of who asks comes in a header: who that is has been checked elsewhere. */
async function serve(world: NoticeWorld, served: { readonly keeping: FileKeeping }): Promise<string> {
  const server = createServer((request, response) => {
    const name = String(request.headers['x-name']) as Name;
    const caller = { user: { id: world.idOf(name) } };
    served.keeping.uploads.handle(request, response, caller).catch((error: unknown) => {
      const wire = toWireError(error);
      response.writeHead(statusOf(wire.code)).end(JSON.stringify({ error: wire }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function begin(method: string, id: string): Record<string, string> {
  if (method === 'POST') return { 'upload-metadata': `attachment ${Buffer.from(id).toString('base64')}` };
  return method === 'PATCH' ? { 'content-type': 'application/offset+octet-stream' } : {};
}

interface Asked {
  readonly method: string;
  readonly body: Uint8Array | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

function ask(url: string, { method, body, headers }: Asked): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, async (response) => {
      const text = (await response.toArray()).join('');
      const offset = response.headers['upload-offset'];
      const status = response.statusCode ?? 0;
      resolve({ status, offset: offset === undefined ? undefined : Number(offset), body: text });
    });
    request.on('error', reject);
    request.end(body);
  });
}
