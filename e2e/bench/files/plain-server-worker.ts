import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { serveCalls } from '../sync/serve-calls.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-plain-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A process that takes and gives files over HTTP as Node's streams do, and knows nothing else: the limit. */
const calls = {
  /** Gives its address. */
  async start(): Promise<string> {
    const server = createServer(async (request, response) => {
      const file = path.join(folder, path.basename(request.url ?? ''));
      if (request.method === 'GET') return pipeline(createReadStream(file), response);
      // Answered once it is on the disk, as an upload that is said to be there.
      await pipeline(request, createWriteStream(file, { flush: true }));
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The server did not start.');
    return `http://127.0.0.1:${address.port}`;
  },

  forget(name: string): void {
    rmSync(path.join(folder, name), { force: true });
  },
};

export type PlainServerCalls = typeof calls;

serveCalls(calls);
