import { type WireError, wireErrorSchema } from '@holdfast/shared/protocol/errors.ts';

/** What nobody outside may learn of how the server is made. */
const INSIDES = /node_modules|\.ts:\d|SQLITE|\bat \w+ \(|[A-Z]:\\|\/apps\/server/;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with an error of the server's, or nothing: of the contract, no fault of its own, no insides. */
export function judgeError(error: unknown): string | undefined {
  const parsed = wireErrorSchema.safeParse(error);
  if (!parsed.success) return `not an error of the contract: ${cut(JSON.stringify(error) ?? 'nothing')}`;
  return judgeKnown(parsed.data);
}

function judgeKnown({ code, message, retryAfterMs }: WireError): string | undefined {
  if (code === 'UNKNOWN_ERROR') return 'the server failed by itself';
  if (INSIDES.test(message)) return `the message tells of the server's insides: ${cut(message)}`;
  const needsTime = code === 'RATE_LIMIT_EXCEEDED' || code === 'SERVER_BUSY';
  return needsTime && retryAfterMs === undefined ? `${code} does not say when to come back` : undefined;
}

/** What is wrong with an acknowledgement, or nothing. */
export function judgeAnswer(args: readonly unknown[]): string | undefined {
  const [answer, ...more] = args;
  if (!isRecord(answer) || more.length > 0) return `not an acknowledgement: ${cut(JSON.stringify(args))}`;
  if (answer.ok === true) return judgeResults(answer.results);
  return answer.ok === false
    ? judgeError(answer.error)
    : `neither ok nor not: ${cut(JSON.stringify(answer))}`;
}

/** The answers to single mutations, in what a push, a pull or a ping is answered. */
function judgeResults(results: unknown): string | undefined {
  if (!Array.isArray(results)) return undefined;
  return results
    .filter((result) => !result.ok)
    .map((result) => judgeError(result.error))
    .find((wrong) => wrong !== undefined);
}

/** Long texts in reports. */
export function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length})` : text;
}
