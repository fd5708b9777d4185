/** So many processes are remembered; of more the one heard of longest ago is forgotten. */
const MOST_PROCESSES = 1_000;

/** Numbers the messages of this process, and says of those of others whether they are new: none counts twice. */
export class InOrder {
  readonly #newest = new Map<string, number>();
  #sent = 0;

  /** The number of the next message of this process. */
  next(): number {
    this.#sent += 1;
    return this.#sent;
  }

  /** Whether a message is newer than all before it of its process. */
  isNew(from: string, number: number): boolean {
    if (number <= (this.#newest.get(from) ?? 0)) return false;
    this.#newest.delete(from);
    this.#newest.set(from, number);
    const [oldest] = this.#newest.keys();
    if (this.#newest.size > MOST_PROCESSES && oldest !== undefined) this.#newest.delete(oldest);
    return true;
  }
}
