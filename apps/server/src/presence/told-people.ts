import type { PresenceChange } from '@holdfast/shared/protocol/presence.ts';
import { type Shown, unheard } from './people-board.ts';

type ShownOf = (userId: string) => Shown;

/** What all receivers were told of people, so that they are told only what is another one now. */
export class ToldPeople {
  /** Who is offline stands here while it is known since when. */
  readonly #told = new Map<string, Shown>();
  readonly #shownOf: ShownOf;

  constructor(shownOf: ShownOf) {
    this.#shownOf = shownOf;
  }

  /** What is to be told of these people; nothing where all was told. */
  change(userIds: readonly string[]): PresenceChange | undefined {
    const changed: [string, Shown][] = [];
    for (const userId of userIds) {
      const shown = this.#shownOf(userId);
      const told = this.#told.get(userId) ?? unheard;
      if (shown.status === told.status && shown.since === told.since) continue;
      this.#told.set(userId, shown);
      changed.push([userId, shown]);
    }
    return changed.length === 0 ? undefined : toChange(false, changed);
  }

  /** All that was told, for somebody new. */
  whole(): PresenceChange {
    for (const [userId, { status }] of this.#told) {
      if (status === 'offline' && this.#shownOf(userId).since === 0) this.#told.delete(userId);
    }
    return toChange(true, [...this.#told]);
  }
}

function toChange(whole: boolean, people: readonly (readonly [string, Shown])[]): PresenceChange {
  const change: PresenceChange = { whole, online: [], idle: [], offline: [] };
  for (const [userId, { status, since }] of people) {
    if (status === 'online') change.online.push(userId);
    else change[status].push([userId, since]);
  }
  return change;
}
