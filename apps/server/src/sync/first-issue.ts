import type { ZodError } from 'zod';

const LONGEST = 200;

/** What is wrong first, in one short line: a message may hold thousands of faults. */
export function firstIssue(error: ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'it does not fit.';
  const where = issue.path.length === 0 ? '' : `${issue.path.slice(0, 6).map(String).join('.')}: `;
  const text = `${where}${issue.message}`;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
