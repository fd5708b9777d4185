import { sharedNow } from '../sync/shared-clock.ts';

/** Titles of tickets that are sent say when: `at 1234.567`, always as long. */
const MARK = '"title":"at ';
const DIGITS = 16;

/** A title that says this moment. */
export function stampedTitle(): string {
  return `at ${stamp()}`;
}

function stamp(): string {
  return sharedNow().toFixed(3).padStart(DIGITS, '0').slice(-DIGITS);
}

/** Calls with how long each ticket took that a message brings, in milliseconds. */
export function readStamps(message: Buffer, took: (milliseconds: number) => void): void {
  const now = sharedNow();
  for (let at = message.indexOf(MARK); at !== -1; at = message.indexOf(MARK, at + MARK.length)) {
    const start = at + MARK.length;
    took(now - Number(message.toString('latin1', start, start + DIGITS)));
  }
}

/** A message that was sent before, with this moment in place of its own. */
export function restamp(message: string): string {
  const start = message.indexOf(MARK) + MARK.length;
  return message.slice(0, start) + stamp() + message.slice(start + DIGITS);
}
