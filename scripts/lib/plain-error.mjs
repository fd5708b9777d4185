/** An error whose message is written for the person at the terminal: shown without a stack. */
export class PlainError extends Error {
  name = 'PlainError';
}

/** A command that failed, with everything it printed. */
export class CommandError extends PlainError {
  name = 'CommandError';

  constructor(command, code, output) {
    super(`"${command}" failed (${code})`);
    this.output = output;
  }
}
