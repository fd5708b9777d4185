import { Notification } from 'electron';
import type { Notice } from '../engine/api/notices.ts';
import type { Target } from '../preload/bridge.ts';

/** More than this cannot be clicked any more; the oldest are let go. */
const KEPT = 50;
const BODY_LENGTH = 200;

/** Shows the system's notifications. Each is held while it may be clicked, or it would be collected. */
export class Notifications {
  readonly #shown = new Set<Notification>();
  readonly #onClick: (target: Target | null) => void;

  constructor(onClick: (target: Target | null) => void) {
    this.#onClick = onClick;
  }

  show({ title, body, target }: Notice): void {
    const notification = new Notification({ title, body: body.slice(0, BODY_LENGTH) });
    const forget = () => this.#shown.delete(notification);
    notification.on('click', () => {
      forget();
      this.#onClick(target);
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    this.#shown.add(notification);
    if (this.#shown.size > KEPT) this.#dropOldest();
    notification.show();
  }

  #dropOldest(): void {
    const [oldest] = this.#shown;
    if (oldest !== undefined) this.#shown.delete(oldest);
  }
}
