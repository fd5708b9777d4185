import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import type { z } from 'zod';
import type { Bus } from './cluster.ts';
import { readJson } from './read-json.ts';
import { BLOCK_MS, type CommandRedis } from './redis-link.ts';

/** What goes between processes: the kind, who sent it, and the message as JSON. */
interface BetweenProcesses {
  told: (kind: string, from: string, text: string) => void;
}

type Nothing = Record<string, never>;

export interface RedisBusOptions {
  readonly redis: CommandRedis;
  readonly prefix: string;
  readonly processId: string;
  readonly log: Logger;
}

/**
 * The bus over Redis, by the adapter of Socket.IO: a Socket.IO server of its own that no client reaches,
 * so that nothing that comes from Redis is ever sent to a client as it is.
 */
export class RedisBus implements Bus {
  readonly #options: RedisBusOptions;
  readonly #server: Server<Nothing, Nothing, BetweenProcesses>;
  readonly #handlers = new Map<string, ((message: unknown, from: string) => void)[]>();

  constructor(options: RedisBusOptions) {
    this.#options = options;
    const { redis, prefix } = options;
    this.#server = new Server({
      adapter: createAdapter(redis, { streamName: prefix, channelPrefix: prefix, blockTimeInMs: BLOCK_MS }),
    });
    this.#server.on('told', (kind, from, text) => this.#heard(kind, from, text));
  }

  tell(kind: string, message: object): void {
    this.#server.serverSideEmit('told', kind, this.#options.processId, JSON.stringify(message));
  }

  on<T>(kind: string, schema: z.ZodType<T>, handle: (message: T, from: string) => void): void {
    const handlers = this.#handlers.get(kind) ?? [];
    this.#handlers.set(kind, handlers);
    handlers.push((message, from) => {
      const parsed = schema.safeParse(message);
      if (parsed.success) handle(parsed.data, from);
      else this.#options.log.debug({ kind, from }, 'a message of another process was not understood');
    });
  }

  /** Tells and hears nothing any more. */
  async close(): Promise<void> {
    await this.#server.of('/').adapter.close();
    // They would go on trying where Redis is gone.
    for (const connection of this.#options.redis.listening) connection.disconnect();
  }

  /** What one handler fails at keeps nothing from the others. */
  #heard(kind: string, from: string, text: string): void {
    const message = readJson(text);
    for (const handle of this.#handlers.get(kind) ?? []) {
      try {
        handle(message, from);
      } catch (error) {
        this.#options.log.error({ err: error, kind, from }, 'a message of another process failed');
      }
    }
  }
}

/** The channel that all processes listen on, as the adapter names it. */
export function channelOf(prefix: string): string {
  return `${prefix}#/#`;
}
