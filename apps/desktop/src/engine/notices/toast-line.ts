import type { Notice, ToastState } from '../api/notices.ts';
import type { Clock } from '../environment.ts';

/** Another one takes the place of what shows only after so long, in milliseconds: time to read it. */
export const TOAST_MS = 4_000;

/** The toasts of one window, one after the other. When one ends by itself is the page's business. */
export class ToastLine {
  private last: Notice | undefined;
  private waiting: Notice[] = [];
  private isFree = true;
  private cancel = (): void => {};

  private readonly clock: Clock;
  private readonly tell: (state: ToastState) => void;

  constructor(clock: Clock, tell: (state: ToastState) => void) {
    this.clock = clock;
    this.tell = tell;
  }

  /** Shows it now, in the place of one with the same key, or when it is its turn. */
  show(notice: Notice): void {
    const index = this.waiting.findIndex(({ key }) => key === notice.key);
    if (this.isFree || this.last?.key === notice.key) this.put(notice);
    else if (index === -1) this.waiting.push(notice);
    else this.waiting[index] = notice;
  }

  /** These were seen to: they show no more, nor will. */
  withdraw(keys: ReadonlySet<string>): void {
    this.waiting = this.waiting.filter(({ key }) => !keys.has(key));
    if (this.last === undefined || !keys.has(this.last.key)) return;
    this.last = undefined;
    this.tell({ notice: null });
    this.next();
  }

  stop(): void {
    this.cancel();
  }

  private put(notice: Notice): void {
    this.cancel();
    this.last = notice;
    this.isFree = false;
    this.tell({ notice });
    this.cancel = this.clock.after(TOAST_MS, () => this.next());
  }

  private next(): void {
    this.cancel();
    this.isFree = true;
    const notice = this.waiting.shift();
    if (notice !== undefined) this.put(notice);
  }
}
