import { formatTime } from '@holdfast/shared/times.ts';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import { type WriteWork, writeStore } from '../store/work.ts';
import type { Outside } from '../sync/outside.ts';
import { noteOf, type Refusal, Refusals } from './refusals.ts';
import { type AuditNote, writeAudit } from './write-audit.ts';

/** How long refusals are gathered before they are written, in milliseconds. */
const WINDOW_MS = 60_000;

export interface AuditorOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly log: Logger;
}

/** Whoever keeps refusals, for those that do nothing else with the audit log. */
export type RefusalKeeper = Pick<Auditor, 'refused'>;

/** Keeps nothing: for a process that has no audit log of its own, such as a simulated server. */
export const noAuditor: RefusalKeeper = { refused: () => {} };

/** Keeps what happens outside of mutations in the audit log: sign-ins, refusals, codes, tokens. */
export class Auditor {
  readonly #options: AuditorOptions;
  readonly #refusals = new Refusals();
  #stopTimer: (() => void) | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: AuditorOptions) {
    this.#options = options;
  }

  /** Adds an entry in a transaction of its own. Rejects when the database fails. */
  async note(note: AuditNote): Promise<void> {
    const { store, outside } = this.#options;
    await store.write(() => writeAll([{ at: formatTime(outside.now()), note }]));
  }

  /**
   * Adds an entry for a refusal, which nobody waits for. Refusals of one kind, by one actor, from one
   * address within a minute become one entry with their count, written at the end of the minute.
   */
  refused(note: AuditNote): void {
    const { outside } = this.#options;
    this.#refusals.add(note, outside.now());
    this.#stopTimer ??= outside.every(WINDOW_MS, () => void this.idle());
  }

  /** Resolves when everything that was handed in is kept, or could not be and waits for the next minute. */
  idle(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeRefusals());
    return this.#writing;
  }

  async #writeRefusals(): Promise<void> {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const refusals = this.#refusals.take();
    if (refusals.length === 0) return;
    try {
      await this.#options.store.write(() => writeAll(refusals.map(toTimedNote)));
    } catch (error) {
      this.#keepForLater(refusals, error);
    }
  }

  #keepForLater(refusals: readonly Refusal[], error: unknown): void {
    const { outside, log } = this.#options;
    log.error({ err: error, refusals: refusals.length }, 'refusals could not be kept in the audit log yet');
    this.#refusals.putBack(refusals);
    this.#stopTimer ??= outside.every(WINDOW_MS, () => void this.idle());
  }
}

interface TimedNote {
  readonly at: string;
  readonly note: AuditNote;
}

function toTimedNote(refusal: Refusal): TimedNote {
  return { at: formatTime(refusal.first), note: noteOf(refusal) };
}

function* writeAll(notes: readonly TimedNote[]): WriteWork<void> {
  yield* writeStore((tx) => tx.lockVersion());
  for (const { at, note } of notes) yield* writeAudit(at, note);
}
