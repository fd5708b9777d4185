import { roles } from '@holdfast/shared/model/user.ts';
import { Command, Option } from 'commander';
import { loadConfig } from '../config.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { importCsvCommand } from './import-csv.ts';
import { withData } from './open-data.ts';
import { print } from './output.ts';
import { readPassword } from './read-password.ts';
import { addUser, disableUser, listUsers } from './users.ts';

const jsonOption = () => new Option('--json', 'print the result as JSON');

/** The administrator's commands. They work on the data folder (HOLDFAST_DATA), whether a server runs or not. */
export function createProgram(): Command {
  const program = new Command('holdfast-admin')
    .description('Administers a Holdfast server through its data folder (HOLDFAST_DATA).')
    .exitOverride();
  program.addCommand(usersCommand());
  program.addCommand(importCommand());
  for (const command of dataCommands()) program.addCommand(command);
  // Subcommands made on their own do not take these over.
  for (const command of program.commands) {
    command.exitOverride();
    for (const inner of command.commands) inner.exitOverride();
  }
  return program;
}

function usersCommand(): Command {
  const users = new Command('users').description('adds, lists and disables people');
  users
    .command('add')
    .description('adds a person')
    .requiredOption('--email <address>', 'their e-mail address, which they sign in with')
    .requiredOption('--name <name>', 'their name, as others see it')
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory())
    .requiredOption('--password-stdin', 'read the password from standard input')
    .addOption(jsonOption())
    .action(async (options: { email: string; name: string; role: string; json?: boolean }) => {
      const password = await readPassword(process.stdin);
      const { id, email } = await withData(loadConfig(process.env), (data) =>
        addUser(data, { ...options, password }),
      );
      const { name, role } = options;
      print(
        { json: { id, email, name, role }, words: `Added ${name} (${email}, ${role}).` },
        options.json === true,
      );
    });
  users
    .command('list')
    .description('lists all people')
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }) => {
      const found = await withData(loadConfig(process.env), listUsers);
      const lines = found.map(
        (user) => `${user.email}  ${user.role}  ${user.name}${user.disabled ? '  (disabled)' : ''}`,
      );
      print({ json: { users: found }, words: lines.join('\n') || 'Nobody yet.' }, options.json === true);
    });
  users
    .command('disable')
    .description('ends a person’s access at once; what they wrote stays')
    .argument('<email>', 'their e-mail address')
    .addOption(jsonOption())
    .action(async (email: string, options: { json?: boolean }) => {
      const { id } = await withData(loadConfig(process.env), (data) => disableUser(data, email));
      print({ json: { id, email, disabled: true }, words: `Disabled ${email}.` }, options.json === true);
    });
  return users;
}

function importCommand(): Command {
  const command = new Command('import').description('brings in data of other systems');
  command
    .command('csv')
    .description('imports tickets from a CSV file; run again, it skips what is there')
    .argument('<file>', 'the CSV file, with a header line')
    .requiredOption('--map <file>', 'a JSON file that says which column feeds which field')
    .option('--as <email>', 'the author of the tickets; an admin. Default: the first admin')
    .addOption(jsonOption())
    .action(importCsvCommand);
  return command;
}

function dataCommands(): Command[] {
  return [
    new Command('backup')
      .description('writes all data to one file; a server may run meanwhile')
      .argument('<file>', 'where to; it must not exist yet')
      .addOption(jsonOption())
      .action(backupCommand),
    new Command('restore')
      .description('puts a backup in the place of the data; stop the server first')
      .argument('<file>', 'a file that backup has written')
      .addOption(jsonOption())
      .action(restoreCommand),
  ];
}
