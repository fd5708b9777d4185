import { PlainError } from './plain-error.mjs';

const SHOWN_HEAD = 20;
const SHOWN_TAIL = 60;

/**
 * Runs a script's `main(args)` and sets the exit code to what it resolves to. A PlainError is shown as its
 * message, after what the failed command had printed; any other error is a bug, shown with its stack.
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof PlainError ? describe(error) : error);
  }
}

function describe(error) {
  const lines = (error.output ?? '').split('\n').filter((line) => line.trim() !== '');
  return [...shorten(lines), `\n${error.message}`].join('\n');
}

/** A command says what went wrong at the start (npm) or at the end (compilers) of a long output. */
function shorten(lines) {
  const left = lines.length - SHOWN_HEAD - SHOWN_TAIL;
  if (left <= 0) return lines;
  return [...lines.slice(0, SHOWN_HEAD), `… ${left} lines …`, ...lines.slice(-SHOWN_TAIL)];
}
