import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { choosePort } from './port.mjs';

test('keeps a port that is free, and takes another for one that is not', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const taken = other.address().port;
  const chosen = await choosePort('127.0.0.1', taken);
  expect(chosen).not.toBe(taken);
  other.close();
  await once(other, 'close');
  expect(await choosePort('127.0.0.1', taken)).toBe(taken);
});
