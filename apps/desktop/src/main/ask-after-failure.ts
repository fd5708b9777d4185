import { app, type BrowserWindow, dialog } from 'electron';
import type { Words } from '../words/words.ts';

/** Tells that the engine cannot go on and why, in plain words, and lets the person try again or quit. */
export async function askAfterFailure(
  why: string,
  say: Words,
  window: BrowserWindow | undefined,
  tryAgain: () => void,
): Promise<void> {
  const asked = {
    type: 'warning' as const,
    message: say('failed.message'),
    detail: why,
    buttons: [say('failed.again'), say('failed.quit')],
  };
  const { response } = await (window === undefined
    ? dialog.showMessageBox(asked)
    : dialog.showMessageBox(window, asked));
  if (response === 0) tryAgain();
  else app.quit();
}
