import { asRequestName, requests } from '@holdfast/shared/protocol/requests.ts';
import type { Exchanged, Sent } from './exchange.ts';
import { cut, isRecord, judgeError } from './judge.ts';

/** What is wrong with an answer by HTTP, or nothing. */
export function judgeHttp({ method, path }: Sent, { status, text }: Exchanged): string | undefined {
  if (status === 500) return `the server failed by itself: ${cut(text)}`;
  // Socket.IO answers what is below it in words of its own, or cuts the line.
  if (path.startsWith('/socket.io/')) return undefined;
  if (status === undefined) return 'the line was cut instead of an answer';
  if (method === 'HEAD') return undefined;
  if (status < 400) return judgeGood(path, text);
  const body = parse(text);
  return isRecord(body) ? judgeError(body.error) : `${status} without a word of the contract: ${cut(text)}`;
}

function judgeGood(path: string, text: string): string | undefined {
  if (!path.startsWith('/api/')) return undefined;
  const name = asRequestName(decodeURIComponent(path.slice('/api/'.length)));
  if (name === undefined) return `something was answered that is not there: ${cut(text)}`;
  const parsed = requests[name].response.safeParse(parse(text));
  return parsed.success ? undefined : `the answer is not of the contract: ${cut(text)}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
