import { Command } from 'commander';
import { auditCommands } from './audit-commands.ts';
import { backupCommand, restoreCommand } from './backup-commands.ts';
import { checkCommand } from './check-command.ts';
import { devicesCommands } from './devices-commands.ts';
import { divisionsCommands } from './divisions-commands.ts';
import { exportCommands } from './export-commands.ts';
import { importCommands } from './import-csv.ts';
import { invitesCommands } from './invites-commands.ts';
import { rolesCommands } from './roles-commands.ts';
import { statsCommand } from './stats-command.ts';
import { tokensCommands } from './tokens-commands.ts';
import { usersCommands } from './users-commands.ts';

/** The administrator's commands. They work on the data folder (HOLDFAST_DATA), whether a server runs or not. */
export function createProgram(): Command {
  const program = new Command('holdfast-admin').description(
    'Administers a Holdfast server through its data folder (HOLDFAST_DATA).',
  );
  for (const command of subjects()) program.addCommand(command);
  throwInsteadOfExit(program);
  return program;
}

function subjects(): readonly Command[] {
  return [
    usersCommands(),
    rolesCommands(),
    divisionsCommands(),
    invitesCommands(),
    tokensCommands(),
    devicesCommands(),
    auditCommands(),
    importCommands(),
    exportCommands(),
    backupCommand(),
    restoreCommand(),
    checkCommand(),
    statsCommand(),
  ];
}

/** Commands that were made on their own do not take this over from the program. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const inner of command.commands) throwInsteadOfExit(inner);
}
