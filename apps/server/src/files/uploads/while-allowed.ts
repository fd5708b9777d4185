import type { Outside } from '../../sync/outside.ts';

/** So often is looked whether they still may while bytes arrive, in milliseconds. */
const LOOK_EVERY_MS = 1_000;

/** What arrives, as long as whoever sends it may. Looking must throw where they may not. */
export async function* whileAllowed(
  source: AsyncIterable<Uint8Array>,
  look: () => Promise<unknown>,
  { elapsed }: Pick<Outside, 'elapsed'>,
): AsyncGenerator<Uint8Array> {
  let lookedAt = elapsed();
  for await (const bytes of source) {
    if (elapsed() - lookedAt >= LOOK_EVERY_MS) {
      await look();
      lookedAt = elapsed();
    }
    yield bytes;
  }
}
