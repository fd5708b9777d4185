import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

type Carrier = Duplex | ServerResponse;

/** What stands below a line: that of its WebSocket, and answers to polls that are not gone yet. Mostly it is one. */
export class Carriers {
  #first: Carrier | undefined;
  #others: Set<Carrier> | undefined;

  get areOpen(): boolean {
    return this.#all().some(({ destroyed }) => !destroyed);
  }

  keep(carrier: Carrier): void {
    if (this.#first === undefined || this.#first.destroyed) {
      this.#first = carrier;
      return;
    }
    const others = this.#others ?? new Set();
    this.#others = others.add(carrier);
    carrier.once('close', () => others.delete(carrier));
  }

  destroy(): void {
    for (const carrier of this.#all()) carrier.destroy();
  }

  #all(): readonly Carrier[] {
    return [...(this.#first === undefined ? [] : [this.#first]), ...(this.#others ?? [])];
  }
}
