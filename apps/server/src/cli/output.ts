import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { StorageFailure } from '../store/store.ts';
import type { Terminal } from './terminal.ts';

/** What a command has to say: as JSON for programs, or in words for people. */
export interface Output {
  readonly json: object;
  readonly words: string;
  /** Whether it goes to standard error, because standard output carries data. */
  readonly beside?: boolean;
}

/** The command did what it should, and what it found is bad: its output is said, and it ends with exit code 1. */
export class BadNews extends Error {
  readonly output: Output;

  constructor(output: Output) {
    super(output.words);
    this.name = 'BadNews';
    this.output = output;
  }
}

export function print({ out, err }: Terminal, output: Output, asJson: boolean): void {
  const to = output.beside === true ? err : out;
  to.write(`${asJson ? JSON.stringify(output.json) : output.words}\n`);
}

/** 2: the command was not given rightly. 1: it was refused or failed. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ConfigError) return 2;
  if (error instanceof HoldfastError && error.code === 'INVALID_MESSAGE') return 2;
  return 1;
}

/** Says what went wrong, on standard error. Commander has already said what it refuses itself. */
export function printError(terminal: Terminal, error: unknown, asJson: boolean): void {
  if (error instanceof CommanderError) return;
  if (error instanceof BadNews) {
    print(terminal, error.output, asJson);
    return;
  }
  const message = wordsOf(error);
  const code = error instanceof HoldfastError ? error.code : 'UNKNOWN_ERROR';
  terminal.err.write(`${asJson ? JSON.stringify({ error: { code, message } }) : message}\n`);
}

/** What went wrong; of a database also what it says itself. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error instanceof StorageFailure) || !(error.cause instanceof Error)) return error.message;
  const { message, name } = error.cause;
  const code = 'code' in error.cause ? String(error.cause.code) : name;
  return `${error.message} ${message === '' ? code : message}`;
}
