import type { ServerResponse } from 'node:http';
import { wireErrorSchema } from '@holdfast/shared/protocol/errors.ts';
import { z } from 'zod';
import { answerOfStatus, type ErrorAnswer } from './upload-errors.ts';

/** Sends what the tus library answers; where that is an error, in the form of the contract. */
export async function sendAnswer(response: ServerResponse, answer: Response): Promise<void> {
  const text = await answer.text();
  for (const [name, value] of answer.headers) if (name !== 'content-length') response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  if (answer.status >= 400) return sendError(response, readError(answer.status, text));
  response.writeHead(answer.status);
  response.end(text === '' ? undefined : text);
}

/** Sends an error in the form of the contract. */
export function sendError(response: ServerResponse, { status, error }: ErrorAnswer): void {
  if (error.retryAfterMs !== undefined) {
    response.setHeader('retry-after', Math.ceil(error.retryAfterMs / 1000));
  }
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.writeHead(status);
  response.end(JSON.stringify({ error }));
}

const answered = z.object({ error: wireErrorSchema });

/** What we answered ourselves is JSON already; the library's own answers are plain text. */
function readError(status: number, text: string): ErrorAnswer {
  return text.startsWith('{')
    ? { status, ...answered.parse(JSON.parse(text)) }
    : answerOfStatus(status, text);
}
