import { Command } from 'commander';
import { auditCommands } from './audit-commands.ts';
import { backupCommand, restoreCommand } from './backup-commands.ts';
import { checkCommand } from './check-command.ts';
import { devicesCommands } from './devices-commands.ts';
import { divisionsCommands } from './divisions-commands.ts';
import { epochCommand } from './epoch-command.ts';
import { exportCommands } from './export-commands.ts';
import { importCommands } from './import-commands.ts';
import { invitesCommands } from './invites-commands.ts';
import { moveCommand } from './move-commands.ts';
import { exitCodeOf, printError } from './output.ts';
import { rolesCommands } from './roles-commands.ts';
import { statsCommand } from './stats-command.ts';
import type { Terminal } from './terminal.ts';
import { tokensCommands } from './tokens-commands.ts';
import { usersCommands } from './users-commands.ts';

/** Runs one command. Gives the exit code: 0, or 1 where it was refused or failed, or 2 where it was not given rightly. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    printError(terminal, error, args.includes('--json'));
    return exitCodeOf(error);
  }
}

/** The administrator's commands. They work on the data that the settings name, whether servers run or not. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('holdfast-admin').description(
    'Administers a Holdfast server through its data: HOLDFAST_DATA, and HOLDFAST_DATABASE_URL where that is set.',
  );
  for (const command of subjects(terminal)) program.addCommand(command);
  settle(program, terminal);
  return program;
}

function subjects(terminal: Terminal): readonly Command[] {
  return [
    usersCommands(terminal),
    rolesCommands(terminal),
    divisionsCommands(terminal),
    invitesCommands(terminal),
    tokensCommands(terminal),
    devicesCommands(terminal),
    auditCommands(terminal),
    importCommands(terminal),
    exportCommands(terminal),
    backupCommand(terminal),
    restoreCommand(terminal),
    epochCommand(terminal),
    moveCommand(terminal),
    checkCommand(terminal),
    statsCommand(terminal),
  ];
}

/** Commands that were made on their own do not take this over from the program. */
function settle(command: Command, terminal: Terminal): void {
  const { out, err } = terminal;
  command.exitOverride().configureOutput({
    writeOut: (text) => void out.write(text),
    writeErr: (text) => void err.write(text),
  });
  for (const inner of command.commands) settle(inner, terminal);
}
