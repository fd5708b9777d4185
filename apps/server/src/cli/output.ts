import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { CommanderError } from 'commander';
import { ConfigError } from '../config.ts';

/** What a command has to say: as JSON for programs, or in words for people. */
export interface Output {
  readonly json: object;
  readonly words: string;
  /** Whether it goes to standard error, because standard output carries data. */
  readonly beside?: boolean;
}

export function print(output: Output, asJson: boolean): void {
  const to = output.beside === true ? process.stderr : process.stdout;
  to.write(`${asJson ? JSON.stringify(output.json) : output.words}\n`);
}

/** 2: the command was not given rightly. 1: it was refused or failed. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ConfigError) return 2;
  if (error instanceof HoldfastError && error.code === 'INVALID_MESSAGE') return 2;
  return 1;
}

/** Says on standard error what went wrong. Commander has already said what it refuses itself. */
export function printError(error: unknown, asJson: boolean): void {
  if (error instanceof CommanderError) return;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof HoldfastError ? error.code : 'UNKNOWN_ERROR';
  process.stderr.write(`${asJson ? JSON.stringify({ error: { code, message } }) : message}\n`);
}
