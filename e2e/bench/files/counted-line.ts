import type { Environment } from '../../../apps/desktop/src/engine/environment.ts';
import type { FileLine } from '../../../apps/desktop/src/engine/files/transfers/file-line.ts';

/** The real line for files, which counts how many travel at once. */
export class CountedLine {
  /** So many travelled at once at most. */
  most = 0;
  private now = 0;

  into(environment: Environment): Environment {
    const { files } = environment;
    return files === undefined
      ? environment
      : { ...environment, files: { ...files, line: this.wrap(files.line) } };
  }

  private wrap(line: FileLine): FileLine {
    return {
      ...line,
      send: (sending, signal) => this.counted(line.send(sending, signal)),
      receive: async (url, token, from, signal) => {
        const received = await line.receive(url, token, from, signal);
        return { ...received, bytes: this.countedBytes(received.bytes) };
      },
      drop: line.drop.bind(line),
      getJson: line.getJson.bind(line),
    };
  }

  private async counted<T>(work: Promise<T>): Promise<T> {
    this.begin();
    try {
      return await work;
    } finally {
      this.now -= 1;
    }
  }

  private async *countedBytes(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    this.begin();
    try {
      yield* bytes;
    } finally {
      this.now -= 1;
    }
  }

  private begin(): void {
    this.now += 1;
    this.most = Math.max(this.most, this.now);
  }
}
