/** What we use of the library, which describes little of itself. */
declare module '@homebridge/dbus-native' {
  import type { EventEmitter } from 'node:events';
  import type { Socket } from 'node:net';

  interface Message {
    readonly type?: number;
    readonly flags?: number;
    readonly serial?: number;
    readonly sender?: string;
    readonly destination?: string;
    readonly path?: string;
    readonly interface?: string;
    readonly member?: string;
    readonly signature?: string;
    readonly body?: readonly unknown[];
  }

  /** Of an answer: `message` is the service's own words. */
  interface RefusedCall {
    readonly name?: string;
    readonly message: string;
  }

  interface MessageBus {
    readonly connection: EventEmitter & { end(): void };
    invoke(message: Message, done: (error: RefusedCall | null, ...body: unknown[]) => void): void;
    sendSignal(
      path: string,
      interfaceName: string,
      member: string,
      signature: string,
      body: readonly unknown[],
    ): void;
  }

  export function createClient(options: { stream: Socket }): MessageBus;
}
