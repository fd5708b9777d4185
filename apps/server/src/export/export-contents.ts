import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteHome } from '../files/home/byte-home.ts';
import { moveIntoPlace, syncFile } from '../store/sqlite/whole-file.ts';
import type { Content } from './named-contents.ts';

/** What came of taking out contents. */
export interface ContentsReport {
  /** How many files there are now. */
  readonly files: number;
  /** How many are not on the server, or not any more what they were. */
  readonly missing: number;
}

/**
 * Writes the contents of files into a folder, each under its SHA-256 and whole or not at all. One that is there
 * already is left as it is: under its name there can be nothing else.
 */
export async function exportContents(
  home: ByteHome,
  contents: readonly Content[],
  folder: string,
): Promise<ContentsReport> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let missing = 0;
  for (const content of contents) if (!(await isTakenOut(home, content, folder))) missing += 1;
  return { files: contents.length - missing, missing };
}

async function isTakenOut(home: ByteHome, content: Content, folder: string): Promise<boolean> {
  const place = join(folder, content.hash);
  const there = await stat(place).catch(() => undefined);
  if (there?.size === content.size) return true;
  if ((await home.size(content.hash)) !== content.size) return false;
  const part = `${place}.part`;
  try {
    if ((await copyOut(home, content, part)) !== content.hash) return false;
    syncFile(part);
    moveIntoPlace(part, place);
    return true;
  } finally {
    await rm(part, { force: true });
  }
}

/** Gives the SHA-256 of what was copied. */
async function copyOut(home: ByteHome, { hash, size }: Content, file: string): Promise<string> {
  const sum = createHash('sha256');
  const summing = new Transform({
    transform(bytes, _, done) {
      sum.update(bytes);
      done(null, bytes);
    },
  });
  await pipeline(home.read(hash, 0, size), summing, createWriteStream(file, { mode: 0o600 }));
  return sum.digest('hex');
}
