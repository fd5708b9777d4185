import { type BrowserWindow, screen } from 'electron';
import type { Target } from '../../preload/bridge.ts';
import { followPlace } from './follow-place.ts';
import { makeWindow, type WindowOptions } from './open-window.ts';
import type { WindowPlaces } from './window-places.ts';
import { type Bounds, MIN_HEIGHT, MIN_WIDTH, placeWindow } from './window-state.ts';

/** A row's own window: narrower, since no list stands beside the row. */
const OWN_SIZE = { width: 760, height: 800 };
const OWN_SMALLEST = { width: 400, height: 320 };

export interface AppWindowsOptions {
  readonly address: string;
  readonly preload: string;
  readonly icon: string;
  readonly places: WindowPlaces;
  /** A place of the main window that wins over the remembered one and is not remembered. */
  readonly override: Bounds | undefined;
  /** Arguments of the page's process: `own` is the row that the window is of, nothing for the main window. */
  pageArguments(own: Target | null): string[];
  /** Called before the page of a new window loads. */
  onMade(window: BrowserWindow, own: Target | null): void;
}

/** The windows of this profile: the main one, and one for each row that was opened in its own. */
export class AppWindows {
  readonly #options: AppWindowsOptions;
  #main: BrowserWindow | undefined;
  readonly #own = new Map<string, BrowserWindow>();

  constructor(options: AppWindowsOptions) {
    this.#options = options;
  }

  /** The main window, unless it is closed. */
  get main(): BrowserWindow | undefined {
    return this.#main;
  }

  get all(): readonly BrowserWindow[] {
    return [...(this.#main === undefined ? [] : [this.#main]), ...this.#own.values()];
  }

  /** Brings the main window to the front, or opens it again. */
  showMain(): BrowserWindow {
    const main = this.#main;
    if (main === undefined) return this.#openMain();
    bringToFront(main);
    return main;
  }

  /** Shows a row in a window of its own: the one that shows it already, or a new one. */
  showOwn(own: Target): void {
    const key = `${own.table} ${own.id}`;
    const known = this.#own.get(key);
    if (known !== undefined) {
      bringToFront(known);
      return;
    }
    const window = this.#make({ bounds: OWN_SIZE, maximized: false, smallest: OWN_SMALLEST }, own);
    this.#own.set(key, window);
    window.once('closed', () => this.#own.delete(key));
  }

  #openMain(): BrowserWindow {
    const { places, override } = this.#options;
    const smallest = { width: MIN_WIDTH, height: MIN_HEIGHT };
    const place =
      override === undefined
        ? placeWindow(places.find(allBounds()), workAreas())
        : { bounds: override, maximized: false };
    const window = this.#make({ ...place, smallest }, null);
    if (override === undefined) followPlace(window, (state) => places.remember(allBounds(), state));
    this.#main = window;
    window.once('closed', () => {
      this.#main = undefined;
    });
    return window;
  }

  #make(place: Pick<WindowOptions, 'bounds' | 'maximized' | 'smallest'>, own: Target | null): BrowserWindow {
    const { address, preload, icon } = this.#options;
    const pageArguments = this.#options.pageArguments(own);
    const window = makeWindow({ ...place, preload, icon, pageArguments });
    this.#options.onMade(window, own);
    window.loadURL(address);
    return window;
  }
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function allBounds(): Bounds[] {
  return screen.getAllDisplays().map((display) => display.bounds);
}

function workAreas(): Bounds[] {
  return screen.getAllDisplays().map((display) => display.workArea);
}
