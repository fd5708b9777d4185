import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Folders by what they were prepared with, as long as this process lives. */
const prepared = new Map<string, string>();

process.once('exit', () => {
  for (const folder of prepared.values()) rmSync(folder, { recursive: true, force: true });
});

/** Prepares an empty folder, or copies one that was prepared with the same before: most tests begin alike. */
export async function prepareFolder(
  folder: string,
  what: string,
  prepare: () => Promise<unknown>,
): Promise<void> {
  if (readdirSync(folder).length > 0) {
    await prepare();
    return;
  }
  const known = prepared.get(what);
  if (known !== undefined) {
    cpSync(known, folder, { recursive: true });
    return;
  }
  await prepare();
  const kept = mkdtempSync(path.join(tmpdir(), 'holdfast-prepared-'));
  cpSync(folder, kept, { recursive: true });
  prepared.set(what, kept);
}
