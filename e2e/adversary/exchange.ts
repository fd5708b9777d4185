import { Agent, request as open } from 'node:http';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly bearer: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Exchanged {
  /** Nothing where the server cut the line instead. */
  readonly status: number | undefined;
  readonly text: string;
}

const WITHIN_MS = 10_000;
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

/** Sends a request as it is, with Node's own client, which changes less than `fetch` does. */
export function exchange(url: string, request: Sent): Promise<Exchanged> {
  const { method, path, bearer, headers, body } = request;
  const { hostname, port } = new URL(url);
  const authorization = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  const sentBody = method === 'GET' || method === 'HEAD' ? '' : body;
  const length = { 'content-length': Buffer.byteLength(sentBody) };
  return new Promise((resolve, reject) => {
    const sent = open(
      {
        agent,
        hostname,
        port,
        method,
        path,
        headers: { ...headers, ...authorization, ...length },
        timeout: WITHIN_MS,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString() }));
        answer.on('error', () => resolve({ status: undefined, text: '' }));
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`No answer within ${WITHIN_MS} ms.`)));
    sent.on('upgrade', (_, socket) => socket.destroy());
    sent.on('error', (error) => {
      if (!isCut(error)) return reject(error);
      // A line that was used before may end just then, by HTTP's rules.
      resolve(sent.reusedSocket ? exchange(url, request) : { status: undefined, text: '' });
    });
    sent.end(sentBody);
  });
}

/** Whether no whole answer came. */
function isCut(error: Error): boolean {
  if (!('code' in error)) return false;
  return ['ECONNRESET', 'EPIPE', 'HPE_CLOSED_CONNECTION'].includes(String(error.code));
}
