import type { IncomingMessage, ServerResponse } from 'node:http';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { FileLimits, FilePieces } from '@holdfast/shared/protocol/files.ts';
import { UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { planDownload, requireBytes } from '../files/downloads/download.ts';
import { safeHeaders } from '../files/downloads/file-headers.ts';
import {
  type IdentifyOptions,
  identifyPerson,
  identifyReader,
  type PersonReader,
  type Reader,
} from '../files/downloads/reader.ts';
import { sendBytes } from '../files/downloads/send-bytes.ts';
import { requireReadable, scopesOfReader } from '../files/downloads/sight.ts';
import type { Transfer, Transfers } from '../files/downloads/transfers.ts';
import type { ByteHome } from '../files/home/byte-home.ts';
import { readPieces } from '../files/home/read-pieces.ts';
import type { Store } from '../store/store.ts';
import type { Outside } from '../sync/outside.ts';
import { bearerOf } from './api-routes.ts';

/** Whose upload a request is of. */
export interface UploadCaller {
  readonly user: { readonly id: string };
}

/** Answers what concerns an upload, or throws before it does. */
export interface UploadHandler {
  handle(request: IncomingMessage, response: ServerResponse, caller: UploadCaller): Promise<void>;
}

/** What the routes need of files/file-keeping.ts. */
export interface KeptFiles {
  readonly home: ByteHome;
  readonly uploads: UploadHandler;
  limitsOf(userId: string): Promise<FileLimits>;
}

export interface FileRoutesOptions extends IdentifyOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly transfers: Transfers;
  readonly files: KeptFiles;
}

const DOWNLOAD_ROUTE = '/files/:id';
const UPLOAD_ROUTES: readonly string[] = [UPLOADS_PATH, `${UPLOADS_PATH}/:id`];

/** Whether a route takes as long as the bytes that it carries. */
export function carriesBytes(route: string): boolean {
  return route === DOWNLOAD_ROUTE || UPLOAD_ROUTES.includes(route);
}

/** Whether a request may take as long as its bytes need. */
export function isUpload({ url, method }: IncomingMessage): boolean {
  return method === 'PATCH' && url?.startsWith(`${UPLOADS_PATH}/`) === true;
}

const outsideFile = new HoldfastError('INVALID_MESSAGE', 'The range lies outside the file.');

interface ById {
  Params: { id: string };
}

/** Everything under `/files` (shared/src/protocol/files.ts). */
export function fileRoutes(app: FastifyInstance, options: FileRoutesOptions): void {
  void app.register(async (files) => {
    // Bodies are read by whoever keeps them, as they arrive.
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', (_request, _body, done) => done(null));
    files.addHook('onRequest', async (request, reply) => {
      reply.raw.setHeader('x-request-id', request.id);
      for (const [name, value] of Object.entries(safeHeaders)) reply.raw.setHeader(name, value);
    });
    readingRoutes(files, options);
    uploadRoutes(files, options);
  });
}

function readingRoutes(files: FastifyInstance, options: FileRoutesOptions): void {
  files.get('/files/limits', async (request): Promise<FileLimits> => {
    const person = await identifyPerson(bearerOf(request), options.tokens);
    await requirePerson(person, options);
    return options.files.limitsOf(person.userId);
  });

  files.get<ById>('/files/:id/pieces', async (request): Promise<FilePieces> => {
    const reader = await identifyReader(bearerOf(request), options);
    const file = await findReadable(request.params.id, reader, options);
    await requireBytes(file, options.files.home);
    const pieces = await readPieces(options.files.home, file.hash, file.size);
    return { hash: file.hash, size: file.size, pieces: Buffer.from(pieces).toString('base64') };
  });

  files.route<ById>({
    method: ['GET', 'HEAD'],
    url: DOWNLOAD_ROUTE,
    handler: (request, reply) => answerDownload(request.params.id, request, reply, options),
  });
}

function uploadRoutes(files: FastifyInstance, options: FileRoutesOptions): void {
  const method = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'];
  for (const url of UPLOAD_ROUTES) {
    files.route({ method, url, handler: (request, reply) => answerUpload(request, reply, options) });
  }
}

async function answerDownload(
  id: string,
  request: FastifyRequest,
  reply: FastifyReply,
  options: FileRoutesOptions,
): Promise<FastifyReply> {
  const reader = await identifyReader(bearerOf(request), options);
  const transfer = request.method === 'HEAD' ? undefined : await beginDownload(id, reader, request, options);
  try {
    const file = await findReadable(id, reader, options);
    await requireBytes(file, options.files.home);
    const { status, headers, from, to } = planDownload(file, request.headers);
    if (status === 416) return reply.code(status).headers(headers).send({ error: outsideFile.toWire() });
    if (transfer === undefined) return reply.code(status).headers(headers).send();
    const whole = await options.files.home.openWhole(file.hash);
    reply.hijack();
    reply.raw.writeHead(status, headers);
    await sendBytes(reply.raw, whole, { from, to }, transfer.signal)
      .catch((error: unknown) => request.log.info({ err: error }, 'a download was cut'))
      .finally(() => whole.close());
    return reply;
  } finally {
    transfer?.done();
  }
}

function beginDownload(
  id: string,
  reader: Reader,
  { raw: { socket } }: FastifyRequest,
  { transfers, outside }: FileRoutesOptions,
): Promise<Transfer> {
  return transfers.begin({
    reader,
    what: `download of ${id}`,
    check: () => requireReadable(id, reader, outside.now()),
    moved: () => socket.bytesWritten,
  });
}

async function answerUpload(
  request: FastifyRequest,
  reply: FastifyReply,
  options: FileRoutesOptions,
): Promise<FastifyReply> {
  const person = await identifyPerson(bearerOf(request), options.tokens);
  await requirePerson(person, options);
  // Only what carries bytes takes a place among somebody's transfers.
  const transfer = request.method === 'PATCH' ? await beginUpload(person, request, options) : undefined;
  try {
    transfer?.signal.throwIfAborted();
    // Who may no longer send is cut off; what has arrived stays.
    transfer?.signal.addEventListener('abort', () => request.raw.destroy());
    await options.files.uploads.handle(request.raw, reply.raw, { user: { id: person.userId } });
    return reply.hijack();
  } finally {
    transfer?.done();
  }
}

function beginUpload(
  person: PersonReader,
  { raw: { socket }, url }: FastifyRequest,
  { transfers, outside }: FileRoutesOptions,
): Promise<Transfer> {
  return transfers.begin({
    reader: person,
    what: `upload to ${url.split('?', 1)[0]}`,
    check: () => scopesOfReader(person, outside.now()),
    moved: () => socket.bytesRead,
  });
}

/** Refuses who was signed out or disabled. */
async function requirePerson(person: PersonReader, { store, outside }: FileRoutesOptions): Promise<void> {
  await store.read(() => scopesOfReader(person, outside.now()));
}

function findReadable(id: string, reader: Reader, { store, outside }: FileRoutesOptions) {
  return store.read(() => requireReadable(id, reader, outside.now()));
}
