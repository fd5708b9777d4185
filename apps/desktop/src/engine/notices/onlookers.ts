import type { Looking, Notice, ToastState } from '../api/notices.ts';
import type { Clock } from '../environment.ts';
import { ToastLine } from './toast-line.ts';

/** A window, as notices see it: what it has in front of one's eyes, and its toasts. */
export class Onlooker {
  looking: Looking = { focused: false, targets: [] };
  private readonly listeners = new Set<(state: ToastState) => void>();
  private readonly toasts: ToastLine;

  constructor(clock: Clock) {
    this.toasts = new ToastLine(clock, (state) => {
      for (const listener of this.listeners) listener(state);
    });
  }

  /** Whether it can show toasts. */
  get shows(): boolean {
    return this.listeners.size > 0;
  }

  /** Hears of toasts from now on, until the result is called. */
  watchToasts(listener: (state: ToastState) => void): () => void {
    this.listeners.add(listener);
    listener({ notice: null });
    return () => this.listeners.delete(listener);
  }

  show(notice: Notice): void {
    this.toasts.show(notice);
  }

  withdraw(keys: ReadonlySet<string>): void {
    this.toasts.withdraw(keys);
  }

  stop(): void {
    this.listeners.clear();
    this.toasts.stop();
  }
}

/** The windows of this device. One that has closed looks at nothing any more. */
export class Onlookers {
  /** The one that had the focus last is the last. */
  private readonly windows = new Set<Onlooker>();

  private readonly clock: Clock;
  private readonly changed: () => void;

  constructor(clock: Clock, changed: () => void) {
    this.clock = clock;
    this.changed = changed;
  }

  open(): Onlooker {
    const window = new Onlooker(this.clock);
    this.windows.add(window);
    return window;
  }

  /** What a window has in front of one's eyes now. */
  look(window: Onlooker, looking: Looking): void {
    if (!this.windows.has(window)) return;
    window.looking = looking;
    if (looking.focused) {
      this.windows.delete(window);
      this.windows.add(window);
    }
    this.changed();
  }

  close(window: Onlooker): void {
    if (!this.windows.delete(window)) return;
    window.stop();
    this.changed();
  }

  get isFocused(): boolean {
    return this.showing().some((window) => window.looking.focused);
  }

  get hasAny(): boolean {
    return this.showing().length > 0;
  }

  /** The ids of the rows that windows with the focus show. */
  inFront(): ReadonlySet<string> {
    const focused = [...this.windows].filter((window) => window.looking.focused);
    return new Set(focused.flatMap(({ looking }) => looking.targets.map(({ id }) => id)));
  }

  /** Shows a toast in the window that has the focus, or had it last. */
  show(notice: Notice): void {
    const windows = this.showing();
    const window = windows.findLast(({ looking }) => looking.focused) ?? windows.at(-1);
    window?.show(notice);
  }

  withdraw(keys: ReadonlySet<string>): void {
    for (const window of this.windows) window.withdraw(keys);
  }

  private showing(): Onlooker[] {
    return [...this.windows].filter((window) => window.shows);
  }
}
