import path from 'node:path';
import { Menu, nativeImage, Tray } from 'electron';
import type { Language } from '../../words/languages.ts';
import type { Words } from '../../words/words.ts';
import type { Buses } from '../dbus/buses.ts';
import { log } from '../log.ts';
import { followTrayHost } from './tray-host.ts';
import { type Line, type TrayFacts, type TrayIcon, trayIcon, traySentence } from './tray-look.ts';
import { type TrayActions, trayMenu } from './tray-menu.ts';

export interface AppTrayOptions {
  readonly buses: Buses;
  /** The folder of the icons. */
  readonly icons: string;
  readonly actions: TrayActions;
  words(): Words;
  language(): Language;
  /** The desktop has not shown the icon any more for a while. */
  onLost(): void;
}

/** A desktop that is started anew takes the icon back within this time. */
const LOST_AFTER_MS = 10_000;

/** The app's icon in the tray, wherever the desktop has one. */
export class AppTray {
  readonly #options: AppTrayOptions;
  #tray: Tray | undefined;
  /** The one that shows. */
  #icon: TrayIcon = 'offline';
  #lost: NodeJS.Timeout | undefined;
  #facts: TrayFacts = { line: { state: null, waiting: 0 }, unread: 0, quietUntil: null };

  constructor(options: AppTrayOptions) {
    this.#options = options;
  }

  /** Whether the app can be found again without a window. */
  get isShown(): boolean {
    return this.#tray !== undefined;
  }

  async start(): Promise<void> {
    if (process.platform !== 'linux') return this.#setShown(true);
    const bus = await this.#options.buses.session();
    if (bus !== undefined) await followTrayHost(bus, (isThere) => this.#setShown(isThere));
  }

  setLine({ state, waiting }: Line): void {
    this.#set({ ...this.#facts, line: { state, waiting } });
  }

  setUnread(unread: number): void {
    this.#set({ ...this.#facts, unread });
  }

  setQuietUntil(quietUntil: string | null): void {
    this.#set({ ...this.#facts, quietUntil });
  }

  languageChanged(): void {
    this.#show();
  }

  #set(facts: TrayFacts): void {
    this.#facts = facts;
    this.#show();
  }

  /** A host that was started anew knows nothing of an icon that another one showed. */
  #setShown(isShown: boolean): void {
    clearTimeout(this.#lost);
    if (!isShown && this.isShown) this.#lost = setTimeout(this.#options.onLost, LOST_AFTER_MS);
    this.#tray?.destroy();
    this.#tray = isShown ? this.#make() : undefined;
    this.#show();
  }

  #make(): Tray | undefined {
    try {
      const tray = new Tray(this.#readIcon());
      tray.on('click', () => this.#options.actions.open());
      return tray;
    } catch (error) {
      log(`The tray does not take the app's icon: ${String(error)}`);
      return undefined;
    }
  }

  #show(): void {
    const { words, actions } = this.#options;
    const say = words();
    if (trayIcon(this.#facts) !== this.#icon) this.#tray?.setImage(this.#readIcon());
    this.#tray?.setToolTip(`Holdfast: ${traySentence(this.#facts, say)}`);
    const timeOf = (moment: string) => this.#timeOf(moment);
    this.#tray?.setContextMenu(
      Menu.buildFromTemplate(trayMenu({ facts: this.#facts, say, actions, timeOf })),
    );
  }

  #readIcon(): Electron.NativeImage {
    this.#icon = trayIcon(this.#facts);
    // Panels of Linux make it as small as they need it.
    const size = process.platform === 'linux' ? 48 : 16;
    return nativeImage.createFromPath(path.join(this.#options.icons, `${this.#icon}-${size}.png`));
  }

  #timeOf(moment: string): string {
    const locale = `${this.#options.language()}-u-nu-latn`;
    return new Date(moment).toLocaleString(locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' });
  }
}
