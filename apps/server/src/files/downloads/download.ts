import type { IncomingHttpHeaders } from 'node:http';
import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { ByteHome } from '../home/byte-home.ts';
import { OUTSIDE, readRange } from './byte-range.ts';
import { asAttachment, BYTES_TYPE } from './file-headers.ts';

/** What is answered to a request for a file: its head, and which bytes follow. */
export interface DownloadPlan {
  readonly status: 200 | 206 | 416;
  readonly headers: Readonly<Record<string, string>>;
  readonly from: number;
  readonly to: number;
}

/** How a request for the bytes of a file is answered. */
export function planDownload(file: Attachment, asked: IncomingHttpHeaders): DownloadPlan {
  const etag = `"${file.hash}"`;
  const range = readRange(asked, file.size, etag);
  const common = { 'accept-ranges': 'bytes', etag };
  if (range === OUTSIDE) {
    return { status: 416, headers: { ...common, 'content-range': `bytes */${file.size}` }, from: 0, to: 0 };
  }
  const { from, to } = range ?? { from: 0, to: file.size };
  const headers = {
    ...common,
    'content-disposition': asAttachment(file.name),
    'content-length': `${to - from}`,
    'content-type': BYTES_TYPE,
  };
  if (range === undefined) return { status: 200, headers, from, to };
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to - 1}/${file.size}` },
    from,
    to,
  };
}

/**
 * Refuses a file whose bytes the server does not have.
 * @throws NOT_FOUND (`bytes`)
 */
export async function requireBytes(file: Attachment, home: ByteHome): Promise<void> {
  const isHere = file.storedAt !== null && (await home.size(file.hash)) === file.size;
  if (isHere) return;
  throw new HoldfastError('NOT_FOUND', 'The server does not have this file yet.', { reason: 'bytes' });
}
