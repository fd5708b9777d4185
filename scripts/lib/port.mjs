import { once } from 'node:events';
import { createServer } from 'node:net';

/** `preferred` if nothing listens there on `host`, else any free port. */
export async function choosePort(host, preferred) {
  return (await tryPort(host, preferred)) ?? (await tryPort(host, 0));
}

async function tryPort(host, wanted) {
  const server = createServer().listen(wanted, host);
  try {
    await once(server, 'listening');
    return server.address().port;
  } catch (error) {
    if (error.code === 'EADDRINUSE' || error.code === 'EACCES') return undefined;
    throw error;
  } finally {
    server.close();
  }
}
