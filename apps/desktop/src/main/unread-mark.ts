import { app, type BrowserWindow, nativeImage } from 'electron';
import type { Words } from '../words/words.ts';
import type { Buses } from './dbus/buses.ts';
import { showLauncherBadge } from './launcher-badge.ts';
import { log } from './log.ts';
import { titleFor } from './title-for.ts';

export interface UnreadMarkOptions {
  readonly buses: Buses;
  /** A picture file of a dot, for the task bar of Windows. */
  readonly dot: string;
  words(): Words;
}

/** Shows how much is unread where the system lets an app do so, and in the window's title everywhere. */
export class UnreadMark {
  readonly #options: UnreadMarkOptions;
  #total = 0;
  #window: BrowserWindow | undefined;

  constructor(options: UnreadMarkOptions) {
    this.#options = options;
  }

  /** A new window is titled by this from now on. */
  attach(window: BrowserWindow): void {
    this.#window = window;
    // The page's own title would take its place as it loads.
    window.on('page-title-updated', (event) => event.preventDefault());
    window.once('closed', () => {
      if (this.#window === window) this.#window = undefined;
    });
    this.#showOnWindow();
  }

  set(total: number): void {
    this.#total = total;
    this.#showOnApp();
    this.#showOnWindow();
  }

  #showOnApp(): void {
    if (process.platform !== 'linux') {
      app.setBadgeCount(this.#total);
      return;
    }
    showLauncherBadge(this.#options.buses, this.#total).catch((error: unknown) =>
      log(`The dock was not told what is unread: ${String(error)}`),
    );
  }

  #showOnWindow(): void {
    this.#window?.setTitle(titleFor(this.#total));
    if (process.platform === 'win32') this.#showOverlay();
  }

  /** Windows has no badge with a count, but room for a small picture over the app's own. */
  #showOverlay(): void {
    const { dot, words } = this.#options;
    const picture = this.#total === 0 ? null : nativeImage.createFromPath(dot);
    const sentence = this.#total === 0 ? '' : words()('native.unread', { count: this.#total });
    this.#window?.setOverlayIcon(picture, sentence);
  }
}
