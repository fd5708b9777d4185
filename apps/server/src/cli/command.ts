import { Command } from 'commander';
import { type Config, loadConfig } from '../config.ts';
import { requireData } from '../store/sqlite/sqlite-snapshot.ts';
import { type OpenData, withData } from './open-data.ts';
import { type Output, print } from './output.ts';
import type { Terminal } from './terminal.ts';

/** The option that every command has. */
export interface JsonOption {
  readonly json?: boolean | undefined;
}

/** A command that does something and then says what came of it. */
export function leaf(name: string, description: string): Command {
  return new Command(name).description(description).option('--json', 'print the result as JSON');
}

/** A command that only holds others. */
export function group(name: string, description: string, commands: readonly Command[]): Command {
  const made = new Command(name).description(description);
  for (const command of commands) made.addCommand(command);
  return made;
}

/**
 * Opens the data of the settings, does something with it, and prints what came of it.
 * @throws HoldfastError NOT_FOUND where there is no data yet: a folder that was mistyped is not made;
 *   CONFLICT where the data has moved elsewhere; StorageFailure where PostgreSQL cannot be reached
 */
export async function run(
  terminal: Terminal,
  options: JsonOption,
  use: (data: OpenData, config: Config) => Promise<Output>,
): Promise<void> {
  const config = loadConfig(terminal.env);
  if (config.postgres === undefined) requireData(config.dataFolder);
  print(terminal, await withData(config, (data) => use(data, config)), options.json === true);
}
