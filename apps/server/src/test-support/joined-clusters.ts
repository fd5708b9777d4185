import type { z } from 'zod';
import type { Bus, Cluster } from '../cluster/cluster.ts';
import { LocalMemory } from '../cluster/local-memory.ts';

/** What becomes of messages between processes; a test may change it at any time. */
export interface Lines {
  /** How often each message arrives. */
  copies: number;
}

/** Some processes of one server that share a memory and hear each other at once, as long as the lines carry. */
export function joinedClusters(count: number, now: () => number) {
  const lines: Lines = { copies: 1 };
  const memory = new LocalMemory(now);
  const buses: JoinedBus[] = [];
  const clusters = Array.from({ length: count }, (_, place): Cluster => {
    const processId = `process ${place + 1}`;
    const bus = new JoinedBus(processId, buses, lines);
    return { processId, bus, memory, health: { status: 'up', latencyMs: 0, processes: count } };
  });
  return { clusters, lines };
}

class JoinedBus implements Bus {
  readonly #processId: string;
  readonly #all: JoinedBus[];
  readonly #lines: Lines;
  readonly #handlers: ((kind: string, text: string, from: string) => void)[] = [];

  constructor(processId: string, all: JoinedBus[], lines: Lines) {
    this.#processId = processId;
    this.#all = all;
    this.#lines = lines;
    all.push(this);
  }

  tell = (kind: string, message: object): void => {
    const text = JSON.stringify(message);
    for (const other of this.#all.filter((bus) => bus !== this)) {
      for (let copy = 0; copy < this.#lines.copies; copy += 1) other.#hear(kind, text, this.#processId);
    }
  };

  on = <T>(kind: string, schema: z.ZodType<T>, handle: (message: T, from: string) => void): void => {
    this.#handlers.push((told, text, from) => {
      if (told === kind) handle(schema.parse(JSON.parse(text)), from);
    });
  };

  #hear(kind: string, text: string, from: string): void {
    for (const handle of this.#handlers) handle(kind, text, from);
  }
}
