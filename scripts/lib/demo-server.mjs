import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { loadDemoData } from './demo-data.mjs';
import { PlainError } from './plain-error.mjs';
import { choosePort } from './port.mjs';
import { keepPrivate, writePrivate } from './private-file.mjs';
import { say } from './say.mjs';
import { startServer } from './server.mjs';
import { keepSignIns } from './sign-ins.mjs';

const HOST = '127.0.0.1';

/**
 * Starts a sync server with the demo organisation until `later` undoes it. All it keeps is in `folder`: server/ (its
 * data), secret, port, sign-ins.json, logs/. `port` is where it should listen; 0 is any free port. Resolves to
 * startServer's result and `people`.
 */
export async function startDemoServer({ folder, port, flags, later }) {
  const people = keepSignIns(folder);
  const serverData = path.join(folder, 'server');
  await loadDemoData(serverData, people);
  const env = {
    HOLDFAST_HOST: HOST,
    HOLDFAST_PORT: String(port),
    HOLDFAST_DATA: serverData,
    HOLDFAST_SECRET: keepPrivate(path.join(folder, 'secret'), () => randomBytes(32).toString('hex')),
  };
  const server = await startServer({ env, flags, log: path.join(folder, 'logs/server.log') });
  later(async () => {
    if (!(await server.stop())) say('The server did not stop by itself and was killed.');
  });
  return { ...server, people };
}

/**
 * The port for `folder`'s server: HOLDFAST_PORT, else the one that it had before, else `usual`. Where something else
 * has taken it, a free one, which is kept: the windows go on looking for their server where they found it.
 */
export async function keepPort(folder, usual) {
  const file = path.join(folder, 'port');
  const wanted = readPort(process.env.HOLDFAST_PORT ?? keepPrivate(file, () => String(usual)));
  const port = await choosePort(HOST, wanted);
  if (wanted === 0 || port === wanted) return port;
  say(`Port ${wanted} is taken by another program; the server gets ${port}.`);
  writePrivate(file, String(port));
  return port;
}

function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new PlainError(`HOLDFAST_PORT is "${text}"; it has to be a number from 0 (any free port) to 65535`);
}
