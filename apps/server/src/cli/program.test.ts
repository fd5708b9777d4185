import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from './program.ts';
import { processTerminal } from './terminal.ts';

/** Every command that does something, under its full name. */
function leaves(command: Command, name = ''): [string, Command][] {
  if (command.commands.length === 0) return [[name, command]];
  return command.commands.flatMap((inner) => leaves(inner, `${name} ${inner.name()}`.trim()));
}

test('there is a command for every subject', () => {
  expect(leaves(createProgram(processTerminal())).map(([name]) => name)).toEqual([
    'users add',
    'users list',
    'users change',
    'users disable',
    'users enable',
    'users reset',
    'roles list',
    'divisions list',
    'divisions add',
    'divisions rename',
    'divisions members',
    'divisions add-member',
    'divisions remove-member',
    'invites make',
    'invites list',
    'invites withdraw',
    'tokens make',
    'tokens list',
    'tokens revoke',
    'devices list',
    'devices end',
    'devices wipe',
    'audit list',
    'audit check',
    'audit export',
    'import csv',
    'import json',
    'import jira',
    'import github',
    'import organisation',
    'export json',
    'export csv',
    'export organisation',
    'backup',
    'restore',
    'new-epoch',
    'move',
    'check',
    'stats',
  ]);
});

test.each(leaves(createProgram(processTerminal())))(
  '%s explains itself and can answer as JSON',
  (_, command) => {
    expect(command.description()).not.toBe('');
    expect(command.options.map(({ long }) => long)).toContain('--json');
    expect(command.helpInformation()).toContain('Usage:');
    for (const option of command.options) expect(option.description, option.flags).not.toBe('');
    for (const argument of command.registeredArguments) expect(argument.description).not.toBe('');
  },
);
