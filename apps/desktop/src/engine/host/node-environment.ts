import { randomBytes } from 'node:crypto';
import * as disk from 'node:fs/promises';
import Database from 'better-sqlite3';
import type { Environment, GetJson, PostJson } from '../environment.ts';
import { certificateFaultOf } from '../session/certificate-fault.ts';
import { requireSafeAddress } from '../session/safe-address.ts';
import { socketTransport } from '../sync/socket-transport.ts';
import { nodeFileLine } from './node-file-line.ts';
import { trustSystemCertificates } from './system-certificates.ts';

const ANSWER_MS = 15_000;

/** The real world: the system's clock and randomness, its disk, Socket.IO, HTTP. */
export function createNodeEnvironment(log: Environment['log']): Environment {
  return {
    clock: { now: () => Date.now(), after },
    randomBytes: (count) => randomBytes(count),
    transport: socketTransport,
    openFile: (file) => new Database(file),
    postJson,
    getJson,
    files: { disk, line: nodeFileLine() },
    log,
  };
}

function after(milliseconds: number, callback: () => void): () => void {
  // Immediately means: after what is under way, without the millisecond that a timer adds.
  if (milliseconds === 0) {
    const immediate = setImmediate(callback);
    return () => clearImmediate(immediate);
  }
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

/** Asks once more where the server's certificate may be one that only this system knows. Sockets come after such a request. */
async function ask<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (certificateFaultOf(error) === undefined || !trustSystemCertificates()) throw error;
    return send();
  }
}

const postJson: PostJson = (url, body, token) => {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'content-type': 'application/json', ...authorization };
  return ask(() => request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
};

const getJson: GetJson = (url) => ask(() => request(url, {}));

async function request(url: string, init: RequestInit): Promise<{ status: number; body: unknown }> {
  requireSafeAddress(url);
  const response = await fetch(url, {
    ...init,
    // A password or a token goes where the person said, and nowhere else.
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const text = await response.text();
  return { status: response.status, body: parseOrText(text) };
}

/** Something between us and the server may answer with a page instead of JSON. */
function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
