import { readFileSync } from 'node:fs';
import path from 'node:path';

const deploy = path.resolve(import.meta.dirname, '../../deploy');

/** A file of deploy/ as it stands there. */
export function readDeploy(name: string): string {
  return readFileSync(path.join(deploy, name), 'utf8');
}

/** A file of deploy/ with some of its words replaced. Each must be there, so that the test stays true to the file. */
export function filled(name: string, replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((text, [from, to]) => {
    if (from === '' || !text.includes(from)) throw new Error(`deploy/${name} does not say "${from}".`);
    return text.replaceAll(from, to);
  }, readDeploy(name));
}
