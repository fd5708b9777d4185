import { addressKey } from '../http/address-key.ts';

/** Lines whose clients have not been let in yet, in all and by address: each may cost a whole message in memory. */
export class Strangers {
  readonly #byAddress = new Map<string, number>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  from(address: string): number {
    return this.#byAddress.get(addressKey(address)) ?? 0;
  }

  /** Counts one more. What it gives is called when it is none any more, let in or gone; twice does no harm. */
  add(address: string): () => void {
    const key = addressKey(address);
    this.#size += 1;
    this.#byAddress.set(key, this.from(address) + 1);
    let isCounted = true;
    return () => {
      if (!isCounted) return;
      isCounted = false;
      this.#size -= 1;
      const left = this.from(address) - 1;
      if (left > 0) this.#byAddress.set(key, left);
      else this.#byAddress.delete(key);
    };
  }
}
