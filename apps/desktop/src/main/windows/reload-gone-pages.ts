import { type BrowserWindow, dialog } from 'electron';
import type { Words } from '../../words/words.ts';
import { log } from '../log.ts';
import { failuresInARow } from '../restart-delay.ts';

/** A page that ends so often in a row would only do so again. */
const RELOADED_BY_ITSELF = 2;

/**
 * Loads a page again whose process ended, and calls back so that it says so; what was written in it is kept. Where
 * that happens again and again, the person is asked.
 */
export function reloadGonePages(window: BrowserWindow, words: () => Words, onReload: () => void): void {
  let failures = 0;
  let loadedAt = Date.now();
  const reload = () => {
    if (window.isDestroyed()) return;
    loadedAt = Date.now();
    window.webContents.reload();
    onReload();
  };
  window.webContents.on('render-process-gone', async (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log(`A page ended (${reason}, ${exitCode}).`);
    failures = failuresInARow(failures, Date.now() - loadedAt);
    if (failures <= RELOADED_BY_ITSELF || (await wantsToTryAgain(window, words()))) setImmediate(reload);
    else window.destroy();
  });
}

async function wantsToTryAgain(window: BrowserWindow, say: Words): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: say('gone.message'),
    detail: say('gone.detail'),
    buttons: [say('failed.again'), say('gone.close')],
    cancelId: 1,
  });
  return response === 0;
}
