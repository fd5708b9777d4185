import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CrashReport } from '../../preload/shell-calls.ts';
import { log } from '../log.ts';

const KEPT = 10;

/** The reports of crashes below a folder, the newest first. Crashpad sorts them into folders of its own. */
export function listCrashes(folder: string): CrashReport[] {
  return reportFiles(folder)
    .map((file) => ({ id: path.basename(file, '.dmp'), at: Math.round(statSync(file).mtimeMs), file }))
    .sort((left, right) => right.at - left.at);
}

/** Removes all but the newest reports, or all of them: they hold pieces of what was in memory. */
export function dropCrashes(folder: string, kept = KEPT): void {
  for (const { file } of listCrashes(folder).slice(kept)) {
    try {
      rmSync(file, { force: true });
      rmSync(file.replace(/dmp$/, 'meta'), { force: true });
    } catch (error) {
      log(`A crash report could not be removed: ${String(error)}`);
    }
  }
}

function reportFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.dmp'))
      .map((name) => path.join(folder, name));
  } catch {
    // There is no such folder before the first crash.
    return [];
  }
}
