import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** `…/ab/abcdef…`: how contents are kept on both sides, by their SHA-256. */
const CONTENT = /^([0-9a-f]{2})\/\1[0-9a-f]{62}$/;

export interface Content {
  /** What its name says. */
  readonly hash: string;
  readonly file: string;
}

/** All contents that a device's or a server's folder keeps as whole. */
export function keptContents(folder: string): Content[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => CONTENT.test(name.split(path.sep).slice(-2).join('/')))
    .map((name) => ({ hash: path.basename(name), file: path.join(folder, name) }));
}

/** Those of them that are not what their name says: there must never be one. */
export async function wrongContents(folder: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const { hash, file } of keptContents(folder)) if ((await hashOfFile(file)) !== hash) wrong.push(file);
  return wrong;
}

/** The SHA-256 of a file, in hexadecimal. */
export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
