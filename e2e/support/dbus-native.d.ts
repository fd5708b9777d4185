/** What the tests use of the library, and what the app's own part of it is written with. */
declare module '@homebridge/dbus-native' {
  import type { EventEmitter } from 'node:events';
  import type { Socket } from 'node:net';

  interface Message {
    readonly type?: number;
    readonly serial?: number;
    readonly sender?: string;
    readonly destination?: string;
    readonly path?: string;
    readonly interface?: string;
    readonly member?: string;
    readonly signature?: string;
    readonly body?: readonly unknown[];
  }

  interface MessageBus {
    readonly connection: EventEmitter & { end(): void };
    invoke(
      message: Message,
      done: (error: { name?: string; message: string } | null, ...body: unknown[]) => void,
    ): void;
    sendSignal(
      path: string,
      interfaceName: string,
      name: string,
      signature: string,
      values: readonly unknown[],
    ): void;
    exportInterface(service: object, path: string, description: object): void;
    nameHasOwner(name: string, done: (error: unknown, hasOwner: boolean) => void): void;
    requestName(name: string, flags: number, done: (error: unknown, code: number) => void): void;
    releaseName(name: string, done: (error: unknown) => void): void;
  }
  export function sessionBus(options?: { busAddress?: string }): MessageBus;
  export function createClient(options: { stream: Socket }): MessageBus;
}
