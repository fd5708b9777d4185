import { roles, type User } from '@holdfast/shared/model/user.ts';
import { type Command, Option } from 'commander';
import { loadConfig } from '../config.ts';
import { ADMINISTRATOR } from '../sync/system-actor.ts';
import { codesOf } from './codes-of.ts';
import { group, type JsonOption, leaf, run } from './command.ts';
import { allUsers, requireUser } from './find-users.ts';
import { describeCode } from './invites-commands.ts';
import { withData } from './open-data.ts';
import { print } from './output.ts';
import { readPassword } from './read-password.ts';
import { inColumns } from './table.ts';
import type { Terminal } from './terminal.ts';
import { addUser, changeUser, disableUser, enableUser, type UserChanges } from './users.ts';

/** `users …`: people. */
export function usersCommands(terminal: Terminal): Command {
  return group('users', 'adds, lists, changes and disables people', [
    add(terminal),
    list(terminal),
    change(terminal),
    disable(terminal),
    enable(terminal),
    reset(terminal),
  ]);
}

function add(terminal: Terminal): Command {
  return leaf('add', 'adds a person with a password; to let them choose their own, see invites make')
    .requiredOption('--email <address>', 'their e-mail address, which they sign in with')
    .requiredOption('--name <name>', 'their name, as others see it')
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory())
    .requiredOption('--password-stdin', 'read the password from standard input')
    .action(async (options: { email: string; name: string; role: string } & JsonOption) => {
      const password = await readPassword(terminal.input);
      const { email, name, role } = options;
      const added = await withData(loadConfig(terminal.env), (data) =>
        addUser(data, { email, name, role, password }),
      );
      const words = `Added ${name} (${added.email}, ${role}).`;
      print(terminal, { json: { ...added, name, role }, words }, options.json === true);
    });
}

function list(terminal: Terminal): Command {
  return leaf('list', 'lists all people').action((options: JsonOption) =>
    run(terminal, options, async ({ store }) => {
      const users = await allUsers(store);
      return { json: { users }, words: inColumns(users.map(lineOf)) || 'Nobody yet.' };
    }),
  );
}

function lineOf({ email, role, name, disabled }: User): string[] {
  return [email, role, name, disabled ? '(disabled)' : ''];
}

function change(terminal: Terminal): Command {
  return leaf('change', 'changes a person’s name, e-mail address or role')
    .argument('<email>', 'their present e-mail address')
    .option('--name <name>', 'their new name')
    .option('--email <address>', 'their new e-mail address')
    .addOption(new Option('--role <role>', 'what they may do from now on').choices(roles))
    .action((email: string, { json, ...wanted }: UserChanges & JsonOption) =>
      run(terminal, { json }, async (data) => {
        const user = await changeUser(data, email, wanted);
        return { json: user, words: `Changed: ${user.name} (${user.email}, ${user.role}).` };
      }),
    );
}

function disable(terminal: Terminal): Command {
  return leaf('disable', 'ends a person’s access at once; what they wrote stays')
    .argument('<email>', 'their e-mail address')
    .action((email: string, options: JsonOption) =>
      run(terminal, options, async (data) => {
        const user = await disableUser(data, email);
        return { json: user, words: `Disabled ${user.email}.` };
      }),
    );
}

function enable(terminal: Terminal): Command {
  return leaf('enable', 'lets a disabled person in again, with the password that they had')
    .argument('<email>', 'their e-mail address')
    .action((email: string, options: JsonOption) =>
      run(terminal, options, async (data) => {
        const user = await enableUser(data, email);
        return { json: user, words: `Enabled ${user.email}.` };
      }),
    );
}

function reset(terminal: Terminal): Command {
  return leaf('reset', 'makes a code with which a person sets a new password')
    .argument('<email>', 'their e-mail address')
    .action((email: string, options: JsonOption) =>
      run(terminal, options, async (data, config) => {
        const user = await requireUser(data.store, email);
        const made = await codesOf(data, config, terminal).reset(user.id, { id: ADMINISTRATOR });
        return { json: made, words: describeCode(made, `${user.name} (${user.email})`) };
      }),
    );
}
