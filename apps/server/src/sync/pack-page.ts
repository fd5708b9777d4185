import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { PullEnvelope, PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { Page } from './pull.ts';

const compress = promisify(deflate);

/** Fast rather than small: the first sync should not wait for the compression. */
const LEVEL = 1;
/** A page is packed in one piece, without coming back for each 16 KiB of it. */
const CHUNK_BYTES = 256 * 1024;
/** How much memory packing may take to be faster, from 1 to 9. */
const MEMORY_LEVEL = 9;

/** A page as it travels: as it is when it is small, compressed JSON otherwise. */
export async function packPage({ head, rows }: Page): Promise<PullEnvelope> {
  const text = `${JSON.stringify(head).slice(0, -1)},"rows":[${rows.join(',')}]}`;
  if (text.length <= limits.compressBytes) return { page: JSON.parse(text) as PullResponse };
  return { packed: await compress(text, { level: LEVEL, memLevel: MEMORY_LEVEL, chunkSize: CHUNK_BYTES }) };
}
