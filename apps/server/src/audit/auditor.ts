import { formatTime } from '@holdfast/shared/times.ts';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import { type WriteWork, writeStore } from '../store/work.ts';
import type { Outside } from '../sync/outside.ts';
import { type AuditNote, writeAudit } from './write-audit.ts';

export interface AuditorOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly log: Logger;
}

/** Keeps what happens outside of mutations in the audit log: sign-ins, refusals, codes, tokens. */
export class Auditor {
  readonly #options: AuditorOptions;

  constructor(options: AuditorOptions) {
    this.#options = options;
  }

  /** Adds an entry in a transaction of its own. Rejects when the database fails. */
  async note(note: AuditNote): Promise<void> {
    const { store, outside } = this.#options;
    const at = formatTime(outside.now());
    await store.write(function* (): WriteWork<void> {
      yield* writeStore((tx) => tx.lockVersion());
      yield* writeAudit(at, note);
    });
  }

  /** Adds an entry for a refusal, which nobody waits for. */
  refused(note: AuditNote): void {
    this.note(note).catch((error: unknown) => {
      this.#options.log.error({ err: error, kind: note.kind }, 'a refusal was not kept in the audit log');
    });
  }

  /** Resolves when everything that was handed in is kept. */
  async idle(): Promise<void> {}
}
