import type { ByteSource } from './byte-source.ts';
import { bzip2Bytes } from './bzip2.ts';
import { gzipBytes } from './gzip.ts';
import type { Looking } from './looking.ts';
import { xzBytes } from './xz.ts';
import { endsAsZip, zipBytes } from './zip.ts';
import { zstdBytes } from './zstd.ts';

/** What unpacks to no more than this bursts nothing, however well it was packed. */
const HARMLESS_BYTES = 256 * 1024 * 1024;

/** More archives in archives than anybody packs. */
const DEEPEST = 6;

/** So much may be unpacked to look at what is in an archive. */
const MOST_LOOKED_AT_BYTES = 512 * 1024 * 1024;

export interface UnpackingLimits {
  /** An archive may become so large, with the archives in it, in bytes. */
  readonly unpackedBytes: number;
  /** And so many times as large as it is itself, where that is much at all. */
  readonly unpackedRatio: number;
}

type Unpacked = (source: ByteSource, looking: Looking) => Promise<number>;

/** Ways of packing by what they begin with. */
const packings: readonly (readonly [begins: RegExp, unpacked: Unpacked])[] = [
  [/^504b(0304|0506)/, zipBytes],
  [/^1f8b/, gzipBytes],
  [/^425a68/, bzip2Bytes],
  [/^fd377a585a00/, xzBytes],
  [/^(28b52ffd|5.2a4d18)/, zstdBytes],
];

/** Whether whoever unpacks this would have no end of it. What cannot be unpacked does not burst. */
export async function bursts(source: ByteSource, limits: UnpackingLimits): Promise<boolean> {
  const most = Math.min(limits.unpackedBytes, Math.max(HARMLESS_BYTES, source.size * limits.unpackedRatio));
  const looking: Looking = {
    depth: 0,
    most,
    budget: { bytes: MOST_LOOKED_AT_BYTES },
    unpacked: unpackedBytes,
  };
  return (await unpackedBytes(source, looking)) > most;
}

/**
 * How much an archive becomes with the archives in it, in bytes. What is no archive becomes nothing. A zip is read
 * from its end, so it may stand behind anything: those who open the file by its name will find it there.
 */
async function unpackedBytes(source: ByteSource, looking: Looking): Promise<number> {
  const head = (await source.read(0, 8)).toString('hex');
  const found = packings.find(([begins]) => begins.test(head))?.[1];
  const isZip = found === zipBytes || (await endsAsZip(source));
  if (found === undefined && !isZip) return 0;
  if (looking.depth > DEEPEST) return Infinity;
  const bytes = found === undefined ? 0 : await found(source, looking);
  return found === zipBytes || !isZip ? bytes : bytes + (await zipBytes(source, looking));
}
