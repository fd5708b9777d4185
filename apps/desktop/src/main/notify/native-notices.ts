import type { Notice, NoticeAct } from '../../engine/api/notices.ts';
import type { NativeState } from '../../preload/shell-topics.ts';
import type { Words } from '../../words/words.ts';
import type { Bus } from '../dbus/bus.ts';
import type { Buses } from '../dbus/buses.ts';
import { log } from '../log.ts';
import { BusNotices } from './bus-notices.ts';
import { ElectronNotices } from './electron-notices.ts';
import { type FocusMode, followFocusMode } from './focus-mode.ts';
import type { NoticeOutlet, OutletState } from './outlet.ts';
import { ShownNotices } from './shown-notices.ts';

export interface NativeNoticesOptions {
  readonly buses: Buses;
  /** Where it is kept which notices show. */
  readonly file: string;
  /** A picture file, or the name of an icon of the system's. */
  readonly icon: string;
  /** The desktop's name, as in `XDG_CURRENT_DESKTOP`. */
  readonly desktop: string;
  words(): Words;
  /** Whether notices may be heard on this device. */
  sounds(): boolean;
  /** Something was done about a notice. */
  onAct(act: NoticeAct, target: Notice['target']): void;
  /** The system did not take this one. */
  onUnshown(notice: Notice): void;
  /** Called on each change of `state`. */
  onState(): void;
}

/** The notices outside the windows: shows them in the way that this system has, and knows how that goes. */
export class NativeNotices {
  readonly #options: NativeNoticesOptions;
  #outlet: NoticeOutlet | undefined;
  #state: OutletState = { service: 'unknown' };
  #focusMode: FocusMode = 'unknown';

  constructor(options: NativeNoticesOptions) {
    this.#options = options;
  }

  get state(): NativeState {
    return { ...this.#state, focusMode: this.#focusMode };
  }

  /** Whether a notice would show now, as far as the system says. */
  get works(): boolean {
    return this.#state.service === 'actions' || this.#state.service === 'plain';
  }

  async start(): Promise<void> {
    const bus = await this.#options.buses.session();
    this.#outlet = this.#makeOutlet(bus);
    await this.#outlet?.start();
    if (this.#outlet === undefined) this.#set({ service: 'missing' });
    if (bus !== undefined) await this.#follow(bus);
  }

  /** Shows a notice. One that the system does not take goes back, and the state says why. */
  show(notice: Notice): void {
    const shown = this.#outlet?.show(notice) ?? Promise.reject(new Error('There is no way to show it.'));
    shown.catch((error: unknown) => {
      log(`The system did not take a notice: ${String(error)}`);
      this.#options.onUnshown(notice);
    });
  }

  withdraw(keys: readonly string[]): void {
    this.#outlet?.withdraw(keys);
  }

  /** Takes back what shows: as the app ends nobody would hear a click. */
  async stop(): Promise<void> {
    await this.#outlet?.withdrawAll();
  }

  /** Electron's way on Linux leads over the same bus: where there is none, it shows nothing, and does not say so. */
  #makeOutlet(bus: Bus | undefined): NoticeOutlet | undefined {
    const { words, sounds, onAct, onUnshown, icon, file } = this.#options;
    const common = { words, sounds, onAct, onState: (state: OutletState) => this.#set(state) };
    if (bus !== undefined) return new BusNotices({ ...common, bus, icon, shown: new ShownNotices(file) });
    return process.platform === 'linux' ? undefined : new ElectronNotices({ ...common, onUnshown });
  }

  async #follow(bus: Bus): Promise<void> {
    const tell = (mode: FocusMode) => {
      if (mode === this.#focusMode) return;
      this.#focusMode = mode;
      this.#options.onState();
    };
    await followFocusMode(bus, this.#options.desktop, tell).catch((error: unknown) =>
      log(`The system's focus mode cannot be read: ${String(error)}`),
    );
  }

  #set(state: OutletState): void {
    if (state.service === this.#state.service && state.problem === this.#state.problem) return;
    this.#state = state;
    this.#options.onState();
  }
}
