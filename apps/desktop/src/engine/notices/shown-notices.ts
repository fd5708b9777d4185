import type { Notification } from '@holdfast/shared/model/notification.ts';

/** So many are remembered; the oldest may stay on the screen until somebody takes them away. */
const MOST_SHOWN = 100;

/** The notices that show, by their keys, and for which notifications each of them stands. */
export class ShownNotices {
  private readonly ids = new Map<string, ReadonlySet<string>>();

  add(key: string, rows: readonly Notification[]): void {
    this.ids.delete(key);
    this.ids.set(key, new Set(rows.map(({ id }) => id)));
    const [oldest] = this.ids.keys();
    if (this.ids.size > MOST_SHOWN && oldest !== undefined) this.ids.delete(oldest);
  }

  idsOf(key: string): ReadonlySet<string> {
    return this.ids.get(key) ?? new Set();
  }

  forget(key: string): void {
    this.ids.delete(key);
  }

  /** Forgets the notices of which nothing is news any more, and gives their keys. */
  takeSeen(isNews: (id: string) => boolean): string[] {
    const seen = [...this.ids].filter(([, ids]) => ![...ids].some(isNews)).map(([key]) => key);
    for (const key of seen) this.ids.delete(key);
    return seen;
  }
}
