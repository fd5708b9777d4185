import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import type { Environment, PostJson } from '../environment.ts';
import { certificateFaultOf } from '../session/certificate-fault.ts';
import { requireSafeAddress } from '../session/safe-address.ts';
import { socketTransport } from '../sync/socket-transport.ts';
import { trustSystemCertificates } from './system-certificates.ts';

const ANSWER_MS = 15_000;

/** The real world: the system's clock and randomness, Socket.IO, HTTP. */
export function createNodeEnvironment(log: Environment['log']): Environment {
  return {
    clock: { now: () => Date.now(), after },
    randomBytes: (count) => randomBytes(count),
    transport: socketTransport,
    openFile: (file) => new Database(file),
    postJson,
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
async function postJson(...request: Parameters<PostJson>): ReturnType<PostJson> {
  try {
    return await post(...request);
  } catch (error) {
    if (certificateFaultOf(error) === undefined || !trustSystemCertificates()) throw error;
    return post(...request);
  }
}

async function post(url: string, body: unknown, token?: string): Promise<{ status: number; body: unknown }> {
  requireSafeAddress(url);
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify(body),
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
