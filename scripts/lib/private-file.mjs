import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The text of `file`; where there is none, `create()` makes it and it is kept, readable for its owner alone. It is
 * written beside its place and moved there, so a run that is killed leaves it whole or not at all.
 */
export function keepPrivate(file, create) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const text = create();
  writePrivate(file, text);
  return text;
}

export function writePrivate(file, text) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}
