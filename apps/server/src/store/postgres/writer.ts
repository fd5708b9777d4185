/** A process as PostgreSQL knows it: its name in `server_writer`, and the numbers of its writes. */
export class Writer {
  readonly id: string;
  #writes = 0;

  constructor(id: string) {
    this.id = id;
  }

  /** What its connections are called in PostgreSQL's own tables. */
  get applicationName(): string {
    return `holdfast ${this.id}`;
  }

  nextWrite(): number {
    this.#writes += 1;
    return this.#writes;
  }
}
