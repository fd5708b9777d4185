const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The sum of what seats say, in any order, so that two processes can tell cheaply whether they know the
 * same. It finds what was lost on the way; it keeps out nobody who means harm.
 */
export class SeatSum {
  #sum = 0;

  get value(): number {
    return this.#sum;
  }

  add(id: string, text: string): void {
    this.#sum = (this.#sum + hash(`${id} ${text}`)) >>> 0;
  }

  remove(id: string, text: string): void {
    this.#sum = (this.#sum - hash(`${id} ${text}`)) >>> 0;
  }
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let hashed = FNV_OFFSET;
  for (let place = 0; place < text.length; place += 1) {
    hashed = Math.imul(hashed ^ text.charCodeAt(place), FNV_PRIME);
  }
  return hashed >>> 0;
}
