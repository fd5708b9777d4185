import type { IncomingMessage, ServerResponse } from 'node:http';
import { idSchema } from '@holdfast/shared/ids.ts';
import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { notFound } from '@holdfast/shared/protocol/errors.ts';
import { UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import { Metadata, Server } from '@tus/server';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Cluster } from '../../cluster/cluster.ts';
import { ownAttachment } from '../arrivals/own-attachment.ts';
import { fileRefused } from '../arrivals/refusals.ts';
import { UploadHeld } from '../arrivals/upload-held.ts';
import { PartStore, type PartStoreOptions } from './part-store.ts';
import { sendAnswer, sendError } from './send-answer.ts';
import { answerOfError, badUpload } from './upload-errors.ts';
import { currentRequest, uploadRequest } from './upload-request.ts';

export interface UploadsOptions extends PartStoreOptions {
  readonly log: Logger;
  readonly cluster: Pick<Cluster, 'bus'>;
}

/** Other processes are told that somebody sends an upload here now. */
const WANTED = 'upload-wanted';
const wantedSchema = z.object({ id: z.string() });

/** Who sends: a person whose token and session were checked for this request. */
export interface UploadCaller {
  readonly user: { readonly id: string };
}

/** The headers that say something of an upload; the library sees no others. */
const HEADERS = [
  'tus-resumable',
  'upload-offset',
  'upload-length',
  'upload-metadata',
  'upload-defer-length',
  'upload-concat',
] as const;
/** An id as a name in a file system that may not tell large letters from small ones. */
const nameSchema = idSchema.lowercase();
/** The headers of a body. One that comes with anything but a PATCH is not read. */
const BODY_HEADERS = ['content-type', 'content-length'] as const;

/**
 * Uploads by the tus protocol (protocol/files.ts): each has the id of its attachment, so that whoever lost the
 * address finds it again. What arrived stays, whatever happens to line or server.
 */
export class Uploads {
  readonly #options: UploadsOptions;
  readonly #tus: Server;
  /** The bodies that are arriving, by attachment. */
  readonly #arriving = new Map<string, IncomingMessage>();

  constructor(options: UploadsOptions) {
    this.#options = options;
    this.#tus = new Server({
      path: UPLOADS_PATH,
      datastore: new PartStore(options),
      relativeLocation: true,
      // No page of another origin is let in; whoever serves this decides on origins.
      allowedOrigins: [],
      namingFunction: () => currentRequest().id,
      onIncomingRequest: () => this.#admit(),
      onUploadFinish: async (_, { id }) => {
        await options.arrivals.settle(id);
        return {};
      },
      onResponseError: (_, error) => this.#explain(error),
    });
    options.cluster.bus.on(WANTED, wantedSchema, ({ id }) => this.#arriving.get(id)?.destroy());
  }

  /** How many bodies arrive right now. */
  get running(): number {
    return this.#arriving.size;
  }

  /**
   * Answers a request below UPLOADS_PATH. Of two that concern one upload the newer ends the older: its line is
   * dead, or its client has given up on it.
   * @throws NOT_FOUND, INVALID_MESSAGE for a request that names no upload; everything else is answered
   */
  async handle(request: IncomingMessage, response: ServerResponse, { user }: UploadCaller): Promise<void> {
    const id = idOf(request);
    const about = { id, userId: user.id, raw: request };
    await this.#endOlder(id, user.id);
    const answer = () => uploadRequest.run(about, () => this.#answer(request, id));
    try {
      await sendAnswer(response, await this.#options.arrivals.withUpload(id, answer));
    } catch (error) {
      if (!(error instanceof UploadHeld)) throw error;
      if (request.method !== 'DELETE') await this.#wantFromOthers(id, user.id);
      sendError(response, answerOfError(error));
    }
  }

  async #endOlder(id: string, userId: string): Promise<void> {
    if (!this.#arriving.has(id)) return;
    await this.#readRow(userId, id);
    this.#arriving.get(id)?.destroy();
  }

  /** Also an older line to another process ends, before this one is tried again. */
  async #wantFromOthers(id: string, userId: string): Promise<void> {
    await this.#readRow(userId, id);
    this.#options.cluster.bus.tell(WANTED, { id });
  }

  async #answer(request: IncomingMessage, id: string): Promise<Response> {
    const { method = '' } = request;
    const url = `http://localhost${UPLOADS_PATH}/${id}`;
    if (method === 'PATCH') this.#arriving.set(id, request);
    try {
      return await this.#tus.handleWeb(new Request(url, { method, headers: headersOf(request) }));
    } finally {
      this.#arriving.delete(id);
    }
  }

  /** Lets only its author at an upload. One that was cut short at its very end is settled first. */
  async #admit(): Promise<void> {
    const request = currentRequest();
    const { id, userId, raw } = request;
    if (raw.method === 'DELETE') return this.#mayDrop(userId, id);
    const row = await this.#readRow(userId, id);
    if (row.refusal !== null) throw fileRefused(row.refusal);
    if (row.storedAt === null && raw.method !== 'PATCH') await this.#options.arrivals.settle(id);
    request.row = row.storedAt === null ? await this.#readRow(userId, id) : row;
  }

  /** Its author gives an upload up, also when the row is gone. */
  async #mayDrop(userId: string, id: string): Promise<void> {
    const note = await this.#options.home.note(id);
    if (note !== undefined && note.authorId !== userId) throw notFound(attachmentModel.label);
  }

  #readRow(userId: string, id: string): Promise<Attachment> {
    const { store, outside } = this.#options;
    return store.read(() => ownAttachment(userId, id, outside.now()));
  }

  #explain(thrown: unknown): { status_code: number; body: string } {
    const { status, error, isFault } = answerOfError(thrown);
    // A line that was cut is nobody's fault, and nobody is there to be answered.
    const { raw } = currentRequest();
    const isCut = raw.destroyed && !raw.readableEnded;
    if (isFault && !isCut) this.#options.log.error({ err: thrown }, 'an upload failed');
    return { status_code: status, body: JSON.stringify({ error }) };
  }
}

/** The attachment that a request is about: by its address, or where an upload begins by what it says. */
function idOf({ method, url = '', headers }: IncomingMessage): string {
  const named = method === 'POST' ? namedIn(headers['upload-metadata']) : lastOf(url);
  const id = nameSchema.safeParse(named);
  if (id.success) return id.data;
  if (method === 'POST')
    throw badUpload('An upload begins with the id of its attachment in Upload-Metadata.');
  throw notFound(attachmentModel.label);
}

function namedIn(metadata: string | string[] | undefined): string | null | undefined {
  try {
    return Metadata.parse(String(metadata)).attachment;
  } catch {
    return undefined;
  }
}

function lastOf(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  return path.slice(path.lastIndexOf('/') + 1);
}

function headersOf({ method, headers }: IncomingMessage): Headers {
  const known = new Headers();
  for (const name of method === 'PATCH' ? [...HEADERS, ...BODY_HEADERS] : HEADERS) {
    const value = headers[name];
    if (value !== undefined) known.set(name, String(value));
  }
  return known;
}
