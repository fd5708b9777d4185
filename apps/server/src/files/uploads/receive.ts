import type { PartWriter } from '../home/byte-home.ts';
import { type PartHash, splitAtPieces } from '../part-hash.ts';
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

/** A piece of which nothing was said is neither good nor broken. */
function requireSame(check: Uint8Array, said: Uint8Array | undefined, hash: PartHash): void {
  if (said === undefined) return;
  if (Buffer.compare(check, said) !== 0) throw new BrokenPiece();
  hash.trust(check);
}
