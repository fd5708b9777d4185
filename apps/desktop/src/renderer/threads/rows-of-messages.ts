import type { QueriedRow } from '../../engine/api/query.ts';
import type { Followed } from './followed.ts';

/**
 * Rows that hang on some messages. Once they have been there, those of before stay while others are asked for: a
 * message that comes later has none yet and must not wait.
 */
export class RowsOfMessages<Row> {
  readonly #ask: (messageIds: readonly string[]) => Followed<Row>;
  readonly #onChange: () => void;
  #asked: string | undefined;
  #followed: Followed<Row> | undefined;
  #stop: (() => void) | undefined;
  #rows: readonly QueriedRow<Row>[] | undefined;

  constructor(ask: (messageIds: readonly string[]) => Followed<Row>, onChange: () => void) {
    this.#ask = ask;
    this.#onChange = onChange;
  }

  /** As they are now; nothing until they are there for the first time. */
  read(): readonly QueriedRow<Row>[] | undefined {
    this.#rows = this.#followed?.get()?.rows ?? this.#rows;
    return this.#rows;
  }

  follow(messageIds: readonly string[]): void {
    const asked = messageIds.toSorted().join(' ');
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.stop();
    if (messageIds.length === 0) {
      this.#rows = [];
      return;
    }
    this.#followed = this.#ask(messageIds);
    this.#stop = this.#followed.subscribe(this.#onChange);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#followed = undefined;
  }
}
