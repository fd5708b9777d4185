import { parseArgs } from 'node:util';

/** What to simulate, and what to print of it. */
export interface Options {
  readonly runs: number;
  /** The first seed; the others follow. */
  readonly seed: number;
  /** Ends with one line of JSON. */
  readonly json: boolean;
  /** Prints everything that happened. */
  readonly trace: boolean;
  /** A known bug to put in. */
  readonly plant: string | undefined;
  /** Lists the known bugs instead. */
  readonly plants: boolean;
}

/** An argument that cannot be used; its message says what to give instead. */
export class OptionError extends Error {}

/** @throws OptionError */
export function parseOptions(args: readonly string[]): Options {
  const values = readArgs(args);
  return {
    runs: wholeNumber('--runs', values.runs ?? '100', 1),
    seed: wholeNumber('--seed', values.seed ?? '1', 0),
    json: values.json ?? false,
    trace: values.trace ?? false,
    plant: values.plant,
    plants: values.plants ?? false,
  };
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        runs: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
        trace: { type: 'boolean' },
        plant: { type: 'string' },
        plants: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new OptionError(`${name} takes a whole number from ${least}, not "${text}".`);
}
