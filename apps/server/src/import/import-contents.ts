import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content } from '../export/named-contents.ts';
import type { ByteHome } from '../files/home/byte-home.ts';
import { PartHash } from '../files/part-hash.ts';
import type { Outside } from '../sync/outside.ts';

/** Where contents are brought in, and from where. */
export interface ContentsSource {
  readonly home: ByteHome;
  /** What `export organisation --files` wrote. */
  readonly folder: string;
  readonly outside: Pick<Outside, 'now' | 'newId'>;
}

/** Brings in the contents of files that are in the folder and are what their name says. Gives their SHA-256 sums. */
export async function importContents(
  source: ContentsSource,
  contents: readonly Content[],
): Promise<ReadonlySet<string>> {
  const here = new Set<string>();
  for (const content of contents) if (await isBroughtIn(source, content)) here.add(content.hash);
  return here;
}

async function isBroughtIn(source: ContentsSource, content: Content): Promise<boolean> {
  const { home, folder, outside } = source;
  if ((await home.size(content.hash)) === content.size) return true;
  const file = join(folder, content.hash);
  const there = await stat(file).catch(() => undefined);
  if (there?.size !== content.size) return false;
  const id = outside.newId();
  // A server that runs here would take it for an upload that nobody goes on with.
  const hold = await home.hold(id);
  await home.begin(id, { ...content, authorId: '', startedAt: outside.now() });
  try {
    const checks = await copyIn(home, id, content, file);
    if (checks === undefined) return false;
    await home.putPieces(content.hash, checks);
    await home.keep(id, content.hash);
    return true;
  } finally {
    await home.drop(id);
    await hold?.release();
  }
}

/** Gives the checks of the pieces; nothing where the bytes are not what their name says. */
async function copyIn(
  home: ByteHome,
  id: string,
  { hash, size }: Content,
  file: string,
): Promise<Uint8Array | undefined> {
  const seen = new PartHash(size);
  const part = await home.openPart(id);
  try {
    for await (const bytes of createReadStream(file)) {
      await part.write(seen.at, [bytes]);
      addAll(seen, bytes);
    }
  } finally {
    await part.close();
  }
  return seen.digest().toString('hex') === hash ? seen.checks() : undefined;
}

function addAll(seen: PartHash, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    const next = at + Math.min(seen.untilPieceEnd, bytes.length - at);
    seen.add(bytes.subarray(at, next));
    at = next;
  }
}
