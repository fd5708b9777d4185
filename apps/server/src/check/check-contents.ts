import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { ByteHome } from '../files/home/byte-home.ts';
import { type StoredContent, storedContents } from '../files/stored-contents.ts';
import type { Snapshot } from '../store/open-store.ts';
import { Problems } from './problems.ts';

export interface ContentsCheck {
  /** Contents that rows say are here, each once, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** In plain words; empty where all is well. */
  readonly problems: readonly string[];
}

/** Checks that the bytes of each file that rows name are there; with `isDeep`, that they are what their name says. */
export async function checkContents(
  snapshot: Snapshot,
  home: ByteHome,
  isDeep: boolean,
): Promise<ContentsCheck> {
  const problems = new Problems();
  let [files, bytes] = [0, 0];
  for await (const content of storedContents(snapshot)) {
    files += 1;
    bytes += content.size;
    const problem = await problemOf(content, home, isDeep);
    if (problem !== undefined) problems.add(`The content ${content.hash} ${problem}`);
  }
  return { files, bytes, problems: problems.list() };
}

async function problemOf(
  { hash, size }: StoredContent,
  home: ByteHome,
  isDeep: boolean,
): Promise<string | undefined> {
  const here = await home.size(hash);
  if (here === undefined) return 'is not there.';
  if (here !== size) return `has ${here} bytes, and rows say ${size}.`;
  if (!isDeep) return undefined;
  const sum = createHash('sha256');
  await pipeline(home.read(hash, 0, size), sum);
  return sum.digest('hex') === hash ? undefined : 'is not what its name says.';
}
