import { expect, test } from 'vitest';
import { readBusAddress, sessionBusAddress } from './bus-address.ts';

test('an address names places in their order; escaped bytes are read, what we cannot connect to is left out', () => {
  const address =
    'unixexec:path=ssh;unix:path=/tmp/a%20b,guid=1f;unix:abstract=/tmp/c;tcp:host=::1,port=80;tcp:port=x';
  expect(readBusAddress(address)).toEqual([
    { path: '/tmp/a b' },
    { path: '\0/tmp/c' },
    { host: '::1', port: 80 },
  ]);
  expect(readBusAddress('unix:path=/tmp/%zz')).toEqual([{ path: '/tmp/%zz' }]);
  expect(readBusAddress('nonsense')).toEqual([]);
});

test('the session bus is where the environment says, else where systemd puts it, else nowhere', () => {
  expect(
    sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/a', XDG_RUNTIME_DIR: '/run/user/1' }),
  ).toBe('unix:path=/a');
  expect(sessionBusAddress({ XDG_RUNTIME_DIR: '/run/user/1' })).toBe('unix:path=/run/user/1/bus');
  expect(sessionBusAddress({})).toBeUndefined();
});
