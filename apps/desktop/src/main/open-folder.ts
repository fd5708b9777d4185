import { mkdirSync } from 'node:fs';
import { app, shell } from 'electron';
import { log } from './log.ts';

/** Shows one of the app's own folders in the system's file manager. */
export async function openFolder(which: 'logs' | 'crashes'): Promise<void> {
  const folder = app.getPath(which === 'logs' ? 'logs' : 'crashDumps');
  mkdirSync(folder, { recursive: true });
  // It resolves with what went wrong, if anything did.
  const problem = await shell.openPath(folder);
  if (problem !== '') log(`The folder of the ${which} could not be opened: ${problem}`);
}
