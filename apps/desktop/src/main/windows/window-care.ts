import { type BrowserWindow, clipboard, Menu } from 'electron';
import type { OpenRequest } from '../../preload/bridge.ts';
import type { CheckedParams } from '../../preload/shell-calls.ts';
import type { DeviceSettingsStore } from '../device-settings-store.ts';
import { setAppMenu } from '../menus/app-menu.ts';
import { offerContextMenu } from '../menus/context-menu.ts';
import { rowItems } from '../menus/row-items.ts';
import { openFolder } from '../open-folder.ts';
import type { Speech } from '../speech.ts';
import type { AppWindows } from './app-windows.ts';
import { reloadGonePages } from './reload-gone-pages.ts';
import { keepZoom, zoomAfter } from './zoom.ts';

export interface WindowCareOptions {
  readonly settings: DeviceSettingsStore;
  readonly speech: Speech;
  readonly isDevelopment: boolean;
  readonly windows: AppWindows;
  /** Shows something in the main window, or in the one that is given. */
  show(request: OpenRequest, window?: BrowserWindow): void;
}

/** What holds in every window: the menus and their language, how large the page is shown, that it stays there. */
export class WindowCare {
  readonly #options: WindowCareOptions;

  constructor(options: WindowCareOptions) {
    const { settings, speech, windows } = options;
    this.#options = options;
    this.#setMenu();
    speech.onChange(() => this.#setMenu());
    settings.onChange(({ zoom }, before) => {
      if (zoom !== before.zoom) for (const { webContents } of windows.all) webContents.setZoomLevel(zoom);
    });
  }

  /** Cares for a new window from now on. */
  mind(window: BrowserWindow): void {
    const { settings, speech, show } = this.#options;
    const words = () => speech.words;
    offerContextMenu(window, words);
    keepZoom(
      window,
      () => settings.settings.zoom,
      (steps) => this.#zoom(steps),
    );
    reloadGonePages(window, words, () => show({ kind: 'reloaded' }, window));
  }

  /** Offers what can be done with a row of a list. */
  offerRowMenu(window: BrowserWindow, { link, ...row }: CheckedParams<'rowMenu'>): void {
    const { speech, windows, show } = this.#options;
    const items = rowItems(speech.words, {
      open: () => show({ kind: 'row', ...row }, window),
      openOwn: () => windows.showOwn(row),
      copyLink: () => clipboard.writeText(link),
    });
    Menu.buildFromTemplate(items).popup({ window });
  }

  #setMenu(): void {
    const { speech, isDevelopment, show } = this.#options;
    setAppMenu({
      words: speech.words,
      isDevelopment,
      acts: {
        newTicket: () => show({ kind: 'command', id: 'new ticket' }),
        settings: () => show({ kind: 'place', screen: 'settings' }),
        about: () => show({ kind: 'place', screen: 'settings', id: 'about' }),
        logs: () => void openFolder('logs'),
        zoom: (steps) => this.#zoom(steps),
      },
    });
  }

  #zoom(steps: number | undefined): void {
    const { settings } = this.#options;
    settings.change({ zoom: zoomAfter(settings.settings.zoom, steps) });
  }
}
