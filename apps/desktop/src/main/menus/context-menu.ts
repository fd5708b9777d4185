import { type BrowserWindow, clipboard, Menu } from 'electron';
import type { Words } from '../../words/words.ts';
import { openOutside } from '../hardening.ts';
import { contextItems } from './context-items.ts';

/** Offers in a window, at a click with the other button, what can be done there. */
export function offerContextMenu(window: BrowserWindow, words: () => Words): void {
  const { webContents } = window;
  webContents.on('context-menu', (_event, params) => {
    const items = contextItems(params, words(), {
      openLink: openOutside,
      copyText: (text) => clipboard.writeText(text),
      replaceWord: (word) => webContents.replaceMisspelling(word),
      addToDictionary: (word) => webContents.session.addWordToSpellCheckerDictionary(word),
    });
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}
