import { expect, test } from 'vitest';
import { checkVersions } from './install.mjs';

test.each([
  ['20.20.2', 'npm/11.19.1 node/v20.20.2 linux x64', 'linux-x64'],
  ['24.0.0', 'npm/11.0.0 node/v24.0.0 darwin arm64', 'darwin-arm64'],
  ['26.1.0', undefined, 'darwin-arm64'],
])('Node %s with %s on %s will do', (node, userAgent, machine) => {
  expect(() => checkVersions(node, userAgent, machine)).not.toThrow();
});

test.each([
  ['18.19.0', undefined, 'linux-x64', 'Node 18.19.0 is too old'],
  ['20.10.0', undefined, 'linux-x64', 'Node 20.10.0 is too old'],
  ['22.9.0', undefined, 'darwin-arm64', 'has to be 24 or newer; this is 22.9.0'],
  ['20.20.2', 'npm/9.2.0 node/v20.20.2', 'linux-x64', 'npm 9.2.0 is too old'],
])('Node %s with %s on %s is refused with what to do', (node, userAgent, machine, reason) => {
  expect(() => checkVersions(node, userAgent, machine)).toThrow(reason);
});
