import type { PresenceChange } from '@holdfast/shared/protocol/presence.ts';
import { noPresence, type PersonPresence, type PresenceState } from '../api/presence.ts';

/** How all people are, put together from what the server told over one line. */
export class PeopleBoard {
  private told: PresenceState = noPresence;

  get state(): PresenceState {
    return this.told;
  }

  /** Gives whether it says anything new. Changes before the whole was told mean nothing yet. */
  take(change: PresenceChange): boolean {
    if (!change.whole && !this.told.known) return false;
    const before = change.whole ? {} : this.told.people;
    this.told = { known: true, people: { ...before, ...peopleOf(change) } };
    return true;
  }

  forget(): void {
    this.told = noPresence;
  }
}

function peopleOf({ online, idle, offline }: PresenceChange): Record<string, PersonPresence> {
  const people: Record<string, PersonPresence> = {};
  for (const userId of online) people[userId] = { status: 'online' };
  for (const [userId, since] of idle) people[userId] = { status: 'idle', ...dated(since) };
  for (const [userId, since] of offline) people[userId] = { status: 'offline', ...dated(since) };
  return people;
}

/** 0 stands for a moment that nobody knows. */
function dated(since: number): { since?: number } {
  return since === 0 ? {} : { since };
}
