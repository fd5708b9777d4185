declare module '@homebridge/dbus-native' {
  interface MessageBus {
    readonly connection: { end(): void };
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
  }
  export function sessionBus(): MessageBus;
}
