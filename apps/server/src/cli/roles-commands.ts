import { roles } from '@holdfast/shared/model/user.ts';
import { type Grant, type Permission, permissions } from '@holdfast/shared/permissions.ts';
import type { Command } from 'commander';
import { group, type JsonOption, leaf } from './command.ts';
import { print } from './output.ts';
import { inColumns } from './table.ts';
import type { Terminal } from './terminal.ts';

const inWords: Readonly<Record<Grant, string>> = { any: 'yes', own: 'own', no: '-' };

/** `roles …`: what each role may do. Roles are fixed; who has which is changed with `users change`. */
export function rolesCommands(terminal: Terminal): Command {
  return group('roles', 'says what each role may do', [
    leaf('list', 'lists what each role may do; “own” is what they made or work on').action(
      (options: JsonOption) => {
        print(
          terminal,
          { json: { permissions }, words: inColumns([header, ...lines()]) },
          options.json === true,
        );
      },
    ),
  ]);
}

const header = ['', ...roles];

function lines(): string[][] {
  const names = Object.keys(permissions) as Permission[];
  return names.map((name) => [name, ...roles.map((role) => inWords[permissions[name][role]])]);
}
