import type { Observer } from '../sync/observer.ts';

/** One observer that tells several. */
export function tellAll(observers: readonly Observer[]): Observer {
  const each = (tell: (observer: Observer) => void): void => observers.forEach(tell);
  return {
    connected: (connection) => each((observer) => observer.connected(connection)),
    left: (connection) => each((observer) => observer.left(connection)),
    refused: (code) => each((observer) => observer.refused(code)),
    answered: (...what) => each((observer) => observer.answered(...what)),
    decided: (...what) => each((observer) => observer.decided(...what)),
    committed: (...what) => each((observer) => observer.committed(...what)),
    toldOf: (...what) => each((observer) => observer.toldOf(...what)),
  };
}
