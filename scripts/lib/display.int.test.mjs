import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startVirtualDisplay } from './display.mjs';

const HAS_XVFB = existsSync('/usr/bin/Xvfb');

/** The first byte of the X server's answer to a client that shows `key`: 1 lets it in, 0 refuses it. */
async function knock(display, key) {
  const socket = connect(`/tmp/.X11-unix/X${display.slice(1)}`);
  const hello = Buffer.alloc(12);
  hello.write('l');
  hello.writeUInt16LE(11, 2);
  hello.writeUInt16LE(18, 6);
  hello.writeUInt16LE(key.length, 8);
  socket.write(Buffer.concat([hello, Buffer.from('MIT-MAGIC-COOKIE-1\0\0'), key]));
  const [answer] = await once(socket, 'data');
  socket.destroy();
  return answer[0];
}

test.runIf(HAS_XVFB)('opens to holders of its cookie alone, and is gone after', async () => {
  const { env, stop } = await startVirtualDisplay();
  const key = readFileSync(env.XAUTHORITY).subarray(-16);
  expect(await knock(env.DISPLAY, key)).toBe(1);
  expect(await knock(env.DISPLAY, Buffer.alloc(16))).toBe(0);
  await stop();
  expect(existsSync(env.XAUTHORITY)).toBe(false);
  await expect(knock(env.DISPLAY, key)).rejects.toThrow();
});
