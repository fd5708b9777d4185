import type { Notice } from './choose-recipients.ts';
import { DeskPeople } from './desk-people.ts';

/** What one push causes for one person is at most so many rows, besides one for each kind that counts the rest. */
export const MOST_ROWS = 10;

/** Notifications that get no row of their own. */
export interface Rest {
  /** The newest of them. */
  readonly notice: Notice;
  readonly count: number;
  /** Who caused the newest; nothing where nobody did. */
  readonly actorId: string | null;
}

/** What has been told in one transaction: people and their wishes, once for all of it, and how much each push told whom. */
export class NoticeTally {
  readonly desk = new DeskPeople();
  /** The subjects that each person was told of. */
  #told = new Map<string, Set<string>>();
  #rest = new Map<string, Rest>();

  /** Those of these for which there are rows left, and the others. */
  split(notices: readonly Notice[]): {
    readonly fitting: readonly Notice[];
    readonly others: readonly Notice[];
  } {
    const fitting: Notice[] = [];
    const others: Notice[] = [];
    const told = new Map<string, Set<string>>();
    for (const notice of notices) {
      const { userId } = notice;
      const subjects = told.get(userId) ?? new Set(this.#told.get(userId));
      const fits = subjects.size < MOST_ROWS || subjects.has(keyOf(notice.subject));
      if (fits) told.set(userId, subjects.add(keyOf(notice.subject)));
      (fits ? fitting : others).push(notice);
    }
    return { fitting, others };
  }

  /** Notes what got its row. */
  noteTold({ userId, subject }: Notice): void {
    const told = this.#told.get(userId) ?? new Set();
    this.#told.set(userId, told.add(keyOf(subject)));
  }

  /** Counts what gets no row of its own. */
  noteRest(notice: Notice, actorId: string | null): void {
    const key = `${notice.userId} ${notice.kind}`;
    const before = this.#rest.get(key);
    const urgent = notice.urgent || before?.notice.urgent === true;
    const rest = {
      notice: { ...notice, urgent, subject: null },
      count: (before?.count ?? 0) + 1,
      actorId,
    };
    this.#rest.set(key, rest);
  }

  /** Gives what is to be told with rows that count, and begins anew: a push is over. */
  takeRest(): readonly Rest[] {
    const rest = [...this.#rest.values()];
    this.#rest = new Map();
    this.#told = new Map();
    return rest;
  }
}

function keyOf(subject: Notice['subject']): string {
  return subject === null ? '' : `${subject.table} ${subject.id}`;
}
