import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { endOfPiece, PIECE_BYTES, pieceCount } from '@holdfast/shared/files/pieces.ts';
import { BROKEN_PIECE_STATUS, PIECES_HEADER, UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import { onTestFinished } from 'vitest';

/** What a request meets: an answer at once, its line cut after so many bytes of body in either direction, a turned bit, or silence. */
export type Trouble =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly error?: object }
  | { readonly cutAfter: number }
  | { readonly turnedAt: number }
  | 'silence';

/** The protocol of shared/src/protocol/files.ts over real HTTP in its fewest words, with trouble where a test wants it. */
export class FileServer {
  /** What has arrived of uploads, by their ids. */
  readonly uploads = new Map<string, { readonly length: number; bytes: Buffer }>();
  /** What can be fetched, by the ids of attachments. */
  readonly files = new Map<string, Buffer>();
  limits: object = {};
  /** Something on the way answers with the whole file, whatever part was asked for. */
  ignoresRanges = false;
  /** The answer to `GET /files/<id>/pieces` instead of what would be right. */
  pieces: string | undefined;
  /** Each request that came: `PATCH <id> <bytes>`. */
  readonly asked: string[] = [];
  /** Asked of each request, before anything else. */
  trouble: (method: string, id: string) => Trouble | undefined = () => undefined;
  atOnce = 0;
  mostAtOnce = 0;
  url = '';

  /** Listens until the test ends. */
  static async start(): Promise<FileServer> {
    const files = new FileServer();
    const server = createServer((request, response) => {
      files.atOnce += 1;
      files.mostAtOnce = Math.max(files.mostAtOnce, files.atOnce);
      response.once('close', () => {
        files.atOnce -= 1;
      });
      files.answer(request, response).catch(() => response.socket?.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    files.url = `http://127.0.0.1:${address.port}`;
    return files;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const id = idOf(request);
    this.asked.push([method, id, headers['content-length'] ?? headers.range ?? ''].join(' ').trim());
    const trouble = this.trouble(method, id);
    if (trouble === 'silence') return;
    if (trouble !== undefined && 'status' in trouble) {
      response.writeHead(trouble.status, trouble.headers).end(JSON.stringify({ error: trouble.error }));
    } else if (url === '/files/limits') response.end(JSON.stringify(this.limits));
    else if (url.startsWith(UPLOADS_PATH)) await this.upload(request, response, id, trouble);
    else this.download(request, response, id, trouble);
  }

  private async upload(
    request: IncomingMessage,
    response: ServerResponse,
    id: string,
    trouble: Trouble | undefined,
  ): Promise<void> {
    const { method } = request;
    if (method === 'POST' && !this.uploads.has(id))
      this.uploads.set(id, { length: Number(request.headers['upload-length']), bytes: Buffer.alloc(0) });
    const upload = this.uploads.get(id);
    if (upload === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (method === 'DELETE') this.uploads.delete(id);
    const status =
      method === 'PATCH' ? await this.take(request, upload, trouble) : method === 'POST' ? 201 : 200;
    const offset = { 'upload-offset': upload.bytes.length, 'upload-length': upload.length };
    response.writeHead(status, { ...offset, location: 'http://elsewhere.test/uploads/1' }).end();
  }

  private async take(
    request: IncomingMessage,
    upload: { readonly length: number; bytes: Buffer },
    trouble: Trouble | undefined,
  ): Promise<number> {
    const { headers } = request;
    if (Number(headers['upload-offset']) !== upload.bytes.length) return 409;
    const from = upload.bytes.length;
    const arrived = await readUntil(request, isCut(trouble) ? trouble.cutAfter : Number.POSITIVE_INFINITY);
    upload.bytes = Buffer.concat([upload.bytes, arrived]);
    if (isCut(trouble)) throw new Error('The line was cut.');
    if (isTurned(trouble)) turn(upload.bytes, trouble.turnedAt);
    return checkPieces(upload, from, String(headers[PIECES_HEADER] ?? ''));
  }

  private download(
    request: IncomingMessage,
    response: ServerResponse,
    id: string,
    trouble: Trouble | undefined,
  ): void {
    const bytes = this.files.get(id);
    if (bytes === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (request.url?.endsWith('/pieces')) {
      const pieces = Buffer.concat(piecesOf(bytes)).toString('base64');
      const hash = createHash('sha256').update(bytes).digest('hex');
      response.end(this.pieces ?? JSON.stringify({ hash, size: bytes.length, pieces }));
      return;
    }
    const range = this.ignoresRanges ? undefined : request.headers.range;
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    const body = Buffer.from(bytes.subarray(from));
    if (isTurned(trouble)) turn(body, trouble.turnedAt - from);
    const place = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(from === 0 ? 200 : 206, {
      'content-length': body.length,
      ...(from === 0 ? {} : place),
    });
    if (isCut(trouble)) response.write(body.subarray(0, trouble.cutAfter), () => response.destroy());
    else response.end(body);
  }
}

/** The id that a request is about: in its path, or in the metadata of an upload that is made. */
function idOf({ method, url = '', headers }: IncomingMessage): string {
  if (method !== 'POST')
    return (
      url
        .replace(/\/pieces$/, '')
        .split('/')
        .at(-1) ?? ''
    );
  const encoded = String(headers['upload-metadata']).split(' ')[1] ?? '';
  return Buffer.from(encoded, 'base64').toString();
}

/** The body of a request, or so many bytes of it. */
async function readUntil(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** The checks of all pieces of a content. */
export function piecesOf(bytes: Uint8Array): Buffer[] {
  return Array.from({ length: pieceCount(bytes.length) }, (_, piece) =>
    createHash('sha256')
      .update(bytes.subarray(0, endOfPiece(piece, bytes.length)))
      .digest(),
  );
}

function checkPieces(
  upload: { readonly length: number; bytes: Buffer },
  from: number,
  header: string,
): number {
  const first = Math.floor(from / PIECE_BYTES);
  for (const [index, check] of header.split(',').filter(Boolean).entries()) {
    const end = endOfPiece(first + index, upload.length);
    const found = createHash('sha256').update(upload.bytes.subarray(0, end)).digest('base64');
    if (found === check) continue;
    upload.bytes = upload.bytes.subarray(0, (first + index) * PIECE_BYTES);
    return BROKEN_PIECE_STATUS;
  }
  return 204;
}

function isCut(trouble: Trouble | undefined): trouble is { readonly cutAfter: number } {
  return typeof trouble === 'object' && 'cutAfter' in trouble;
}

function isTurned(trouble: Trouble | undefined): trouble is { readonly turnedAt: number } {
  return typeof trouble === 'object' && 'turnedAt' in trouble;
}

function turn(bytes: Buffer, at: number): void {
  if (at >= 0 && at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ 1;
}
