import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the secret that signs tokens, in a folder that is for the server's own account alone. */
function urlFile(dataFolder: string): string {
  return join(dataFolder, 'moved-to');
}

/** Keeps the whole address, with its password, for the servers that run and follow the data. */
export function keepUrl(dataFolder: string, url: string): void {
  writeFileSync(urlFile(dataFolder), url, { mode: 0o600 });
}

/** @throws Error where there is none */
export function readUrl(dataFolder: string): string {
  return readFileSync(urlFile(dataFolder), 'utf8');
}

/** Once a server is told by its settings, nobody needs it any more. */
export function forgetUrl(dataFolder: string): void {
  rmSync(urlFile(dataFolder), { force: true });
}
