import { readFile } from 'node:fs/promises';
import { jsonThings } from '@holdfast/shared/import/json-things.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';

/**
 * The things of a JSON file: a list, or one on each line.
 * @throws HoldfastError INVALID_MESSAGE for what is neither
 */
export async function readJson(file: string): Promise<readonly Json[]> {
  try {
    return jsonThings(await readFile(file, 'utf8'));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new HoldfastError('INVALID_MESSAGE', `The file ${file} is no JSON: ${cause.message}`, { cause });
  }
}
