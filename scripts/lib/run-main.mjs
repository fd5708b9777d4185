import { PlainError } from './plain-error.mjs';

const SHOWN_OUTPUT_LINES = 80;

/**
 * Runs a script's `main(args)` and sets the exit code to what it resolves to. A PlainError is shown as its
 * message, after the end of what the failed command had printed; any other error is a bug, shown with its stack.
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
  const lines = (error.output ?? '').trimEnd().split('\n').slice(-SHOWN_OUTPUT_LINES);
  return [...lines.filter(Boolean), `\n${error.message}`].join('\n');
}
