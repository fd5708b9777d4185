import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret that signs tokens: the one of the settings, or else one made at the first start and
 * kept in the data folder, readable by its owner alone.
 */
export function resolveSecret(configured: string | undefined, dataFolder: string): string {
  if (configured !== undefined) return configured;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const file = join(dataFolder, 'secret');
  try {
    // `wx` fails where the file exists, so that two starts at once agree on one secret.
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length >= 32) return secret;
  throw new Error(`${file} is damaged: it holds no secret. Delete it; everybody then signs in again.`);
}
