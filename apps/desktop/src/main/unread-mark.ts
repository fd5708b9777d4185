import { app, type BrowserWindow } from 'electron';
import { titleFor } from './title-for.ts';

/** Shows how much is unread where the system lets an app do so, and in the window's title everywhere. */
export class UnreadMark {
  #total = 0;
  #window: BrowserWindow | undefined;

  /** A new window is titled by this from now on. */
  attach(window: BrowserWindow): void {
    this.#window = window;
    // The page's own title would take its place as it loads.
    window.on('page-title-updated', (event) => event.preventDefault());
    window.once('closed', () => {
      if (this.#window === window) this.#window = undefined;
    });
    this.#show();
  }

  set(total: number): void {
    this.#total = total;
    this.#show();
  }

  #show(): void {
    app.setBadgeCount(this.#total);
    this.#window?.setTitle(titleFor(this.#total));
  }
}
