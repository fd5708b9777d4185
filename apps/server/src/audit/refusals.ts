import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { AuditNote } from './write-audit.ts';

/** Different kinds, actors and addresses that are told apart at a time; whatever is beyond is counted by kind alone. */
const MOST_APART = 100;

/** Subjects that one entry names. */
const MOST_SUBJECTS = 10;

/** Refusals that are kept as one entry. Times in milliseconds since 1970. */
export interface Refusal {
  readonly note: AuditNote;
  readonly first: number;
  last: number;
  count: number;
  readonly subjects: Set<string>;
}

/**
 * Refusals that wait to be kept. Those of one kind, by one actor, from one address become one entry
 * with their count: whoever is refused again and again fills neither the memory nor the disk.
 */
export class Refusals {
  #waiting = new Map<string, Refusal>();

  add(note: AuditNote, now: number): void {
    const fresh = {
      note,
      first: now,
      last: now,
      count: 1,
      subjects: new Set(note.subject ? [note.subject] : []),
    };
    this.#merge(fresh);
  }

  /** All that wait, which from now on wait no more. */
  take(): readonly Refusal[] {
    const taken = [...this.#waiting.values()];
    this.#waiting = new Map();
    return taken;
  }

  /** Takes back what could not be kept. */
  putBack(refusals: readonly Refusal[]): void {
    for (const refusal of refusals) this.#merge(refusal);
  }

  #merge(refusal: Refusal): void {
    const { kind, actorId, address } = refusal.note;
    const key = JSON.stringify([kind, actorId, address ?? null]);
    const known = this.#waiting.get(key);
    if (known !== undefined) join(known, refusal);
    else if (this.#waiting.size < MOST_APART) this.#waiting.set(key, refusal);
    else this.#mergeByKind(refusal);
  }

  #mergeByKind(refusal: Refusal): void {
    const { kind } = refusal.note;
    const known = this.#waiting.get(kind);
    if (known !== undefined) join(known, refusal);
    else
      this.#waiting.set(kind, {
        ...refusal,
        note: { kind, actorId: null, subject: null, details: { from: 'many' } },
      });
  }
}

function join(known: Refusal, other: Refusal): void {
  known.count += other.count;
  known.last = Math.max(known.last, other.last);
  for (const subject of other.subjects) {
    if (known.subjects.size < MOST_SUBJECTS) known.subjects.add(subject);
  }
}

/** The one entry for refusals: with their count and the time of the last, where there are several. */
export function noteOf({ note, last, count, subjects }: Refusal): AuditNote {
  if (count === 1) return note;
  const details: AuditEntry['details'] = { ...note.details, count, until: formatTime(last) };
  if (subjects.size <= 1) return { ...note, details };
  return { ...note, subject: null, details: { ...details, subjects: [...subjects] } };
}
