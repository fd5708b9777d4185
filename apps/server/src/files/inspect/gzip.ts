import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from './byte-source.ts';
import { type Looking, lookInto, readContent } from './looking.ts';

const OUTPUT_BYTES = 256 * 1024;

/** Nothing in a gzip stream says how much it becomes: so it is unpacked, off the main loop, as far as is taken. */
export async function gzipBytes(source: ByteSource, looking: Looking): Promise<number> {
  const packed = Readable.from(source.parts(), { objectMode: false });
  const stream = pipeline(packed, createGunzip({ chunkSize: OUTPUT_BYTES }), () => {
    // Whoever reads the stream hears of its failure.
  });
  const content = await readContent(stream, looking.most);
  source.rethrow();
  return content.bytes + (await lookInto(content, looking));
}
