/** Where a bus listens, as `net.connect` takes it. */
export type BusPlace = { readonly path: string } | { readonly host: string; readonly port: number };

const SYSTEM_BUS = 'unix:path=/run/dbus/system_bus_socket';

/** The address of the session's bus: the one that the environment names, or where systemd puts it. */
export function sessionBusAddress(env: NodeJS.ProcessEnv): string | undefined {
  if (env.DBUS_SESSION_BUS_ADDRESS) return env.DBUS_SESSION_BUS_ADDRESS;
  return env.XDG_RUNTIME_DIR ? `unix:path=${env.XDG_RUNTIME_DIR}/bus` : undefined;
}

export function systemBusAddress(env: NodeJS.ProcessEnv): string {
  return env.DBUS_SYSTEM_BUS_ADDRESS || SYSTEM_BUS;
}

/** Reads an address of the D-Bus specification: the places that we can connect to, in their order. */
export function readBusAddress(address: string): readonly BusPlace[] {
  return address.split(';').flatMap((one) => readPlace(one) ?? []);
}

function readPlace(address: string): BusPlace | undefined {
  const [family = '', values = ''] = splitOnce(address, ':');
  const named = new Map(values.split(',').map((pair) => splitOnce(pair, '=')));
  if (family === 'unix') return readUnixPlace(named);
  const port = Number(named.get('port'));
  if (family !== 'tcp' || !Number.isInteger(port) || port < 1 || port > 65_535) return undefined;
  return { host: named.get('host') ?? 'localhost', port };
}

function readUnixPlace(named: ReadonlyMap<string, string>): BusPlace | undefined {
  const path = named.get('path');
  const abstract = named.get('abstract');
  if (path) return { path: unescapeBytes(path) };
  // Sockets without a file begin with a zero byte.
  return abstract ? { path: `\0${unescapeBytes(abstract)}` } : undefined;
}

/** `%20` stands for a byte, as the specification has it. */
function unescapeBytes(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
