import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { PartWriter } from '../home/byte-home.ts';
import type { PartHash } from './part-hash.ts';
import { WriteBehind } from './write-behind.ts';

/** A piece arrived broken: what came after the last good place has to be sent again. */
export class BrokenPiece extends Error {
  constructor() {
    super('A piece of the file arrived broken.');
    this.name = 'BrokenPiece';
  }
}

export interface Receiving {
  /** What arrives. It may end with an error wherever the line is cut. */
  readonly source: AsyncIterable<Uint8Array>;
  readonly writer: PartWriter;
  /** Of what is here already; it grows with what arrives. */
  readonly hash: PartHash;
  /** What the client says of the pieces that end in this request. */
  readonly checks: readonly Uint8Array[];
}

/**
 * Takes what arrives of a file behind what is here. Everything that came before a cut is written, to the byte.
 * @throws BrokenPiece where a piece is not what its check says: nothing behind the last good place counts then;
 *   INVALID_MESSAGE where more arrives than the file is long; SERVER_BUSY (`storage`); what the source throws
 */
export async function receive({ source, writer, hash, checks }: Receiving): Promise<void> {
  const behind = new WriteBehind(writer, hash.at);
  let ended = 0;
  try {
    for await (const bytes of source) {
      for (const part of splitAtPieces(bytes, hash)) {
        const check = hash.add(part);
        await behind.add(part);
        if (check === undefined) continue;
        requireSame(check, checks[ended], hash);
        ended += 1;
      }
    }
  } finally {
    await behind.flush();
  }
}

/** The bytes, parted where a piece ends. */
function* splitAtPieces(bytes: Uint8Array, hash: PartHash): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(from + hash.untilPieceEnd, bytes.length);
    if (to === from) throw tooLong();
    yield bytes.subarray(from, to);
    from = to;
  }
}

/** A piece of which nothing was said is neither good nor broken. */
function requireSame(check: Uint8Array, said: Uint8Array | undefined, hash: PartHash): void {
  if (said === undefined) return;
  if (Buffer.compare(check, said) !== 0) throw new BrokenPiece();
  hash.trust();
}

function tooLong(): HoldfastError {
  return new HoldfastError('INVALID_MESSAGE', 'More bytes came than the file is said to have.');
}
