import { createInterface } from 'node:readline';
import { PlainError } from './plain-error.mjs';

/**
 * Waits for the first line of `stream` from which `read(line)` makes anything but undefined, and resolves to what
 * it makes. Throws a PlainError when `child` (of startChild; `name` is for people) ends first, or after `limitMs`.
 */
export function waitForLine(child, stream, { name, limitMs, read = (line) => line }) {
  return new Promise((resolve, reject) => {
    const fail = (reason) => reject(new PlainError(`${name} did not start: ${reason}`));
    const timer = setTimeout(() => fail(`nothing heard of it for ${limitMs / 1000} s`), limitMs);
    child.ended.then((code) => fail(`it ended (${code})`), reject).finally(() => clearTimeout(timer));
    const lines = createInterface({ input: stream }).on('line', (line) => {
      const value = read(line);
      if (value === undefined) return;
      lines.close();
      // Closing the reader pauses the stream, and a pipe that nobody reads would stop the program in the end.
      stream.resume();
      clearTimeout(timer);
      resolve(value);
    });
  });
}
