import { LightLine } from './light-line.ts';

/** Sends messages to a bare server, which answers each once it has passed it on. */
export class BareSender {
  readonly #waiting = new Map<number, () => void>();
  readonly #line: LightLine;
  #sent = 0;

  private constructor(port: number, opened: (sender: BareSender) => void) {
    this.#line = new LightLine(port, '', {
      opened: () => opened(this),
      event: () => {},
      answer: (number) => this.#answered(number),
      closed: () => {
        throw new Error('The line of a sender ended.');
      },
    });
  }

  static connect(port: number): Promise<BareSender> {
    return new Promise((resolve) => {
      new BareSender(port, resolve);
    });
  }

  /** @param message an event and its argument, as JSON */
  send(message: string): Promise<void> {
    this.#sent += 1;
    const number = this.#sent;
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve);
      this.#line.emitText(message, number);
    });
  }

  leave(): void {
    this.#line.destroy();
  }

  #answered(number: number): void {
    const settle = this.#waiting.get(number);
    this.#waiting.delete(number);
    settle?.();
  }
}
