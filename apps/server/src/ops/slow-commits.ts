import type { Logger } from 'pino';
import { noObserver, type Observer } from '../sync/observer.ts';

/** Writes a line for each commit and each fan-out that takes longer than so many milliseconds. */
export function slowCommits(slowMs: number, log: Logger): Observer {
  return {
    ...noObserver,
    committed: (mutations, milliseconds) => {
      if (milliseconds >= slowMs) log.warn({ mutations, milliseconds }, 'a commit was slow');
    },
    toldOf: (receivers, milliseconds) => {
      if (milliseconds >= slowMs) log.warn({ receivers, milliseconds }, 'telling of a commit was slow');
    },
  };
}
