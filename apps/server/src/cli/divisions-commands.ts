import type { Command } from 'commander';
import { group, type JsonOption, leaf, run } from './command.ts';
import {
  addDivision,
  allDivisions,
  membersOf,
  putMember,
  removeMember,
  renameDivision,
  requireDivision,
} from './divisions.ts';
import { inColumns } from './table.ts';
import type { Terminal } from './terminal.ts';

const DIVISION = ['<division>', 'its name or its id'] as const;
const EMAIL = ['<email>', 'the person’s e-mail address'] as const;

/** `divisions …`: divisions, who belongs to them and who manages them. */
export function divisionsCommands(terminal: Terminal): Command {
  return group('divisions', 'lists, adds and renames divisions, and says who belongs to them', [
    list(terminal),
    add(terminal),
    rename(terminal),
    members(terminal),
    addMember(terminal),
    removeMemberCommand(terminal),
  ]);
}

function list(terminal: Terminal): Command {
  return leaf('list', 'lists all divisions').action((options: JsonOption) =>
    run(terminal, options, async ({ store }) => {
      const divisions = await allDivisions(store);
      const words = inColumns(divisions.map(({ id, name }) => [id, name])) || 'No divisions yet.';
      return { json: { divisions }, words };
    }),
  );
}

function add(terminal: Terminal): Command {
  return leaf('add', 'adds a division')
    .argument('<name>', 'its name')
    .action((name: string, options: JsonOption) =>
      run(terminal, options, async (data) => {
        const division = await addDivision(data, name);
        return { json: division, words: `Added the division ${division.name}.` };
      }),
    );
}

function rename(terminal: Terminal): Command {
  return leaf('rename', 'gives a division another name')
    .argument(...DIVISION)
    .argument('<name>', 'its new name')
    .action((nameOrId: string, name: string, options: JsonOption) =>
      run(terminal, options, async (data) => {
        const division = await renameDivision(data, nameOrId, name);
        return { json: division, words: `It is called ${division.name} now.` };
      }),
    );
}

function members(terminal: Terminal): Command {
  return leaf('members', 'lists who belongs to a division')
    .argument(...DIVISION)
    .action((nameOrId: string, options: JsonOption) =>
      run(terminal, options, async ({ store }) => {
        const division = await requireDivision(store, nameOrId);
        const found = await membersOf(store, division.id);
        const lines = found.map(({ user, role }) => [user.email, role, user.name]);
        return { json: { division, members: found }, words: inColumns(lines) || 'Nobody belongs to it yet.' };
      }),
    );
}

function addMember(terminal: Terminal): Command {
  return leaf('add-member', 'adds a person to a division, or changes whether they manage it')
    .argument(...DIVISION)
    .argument(...EMAIL)
    .option('--manager', 'they manage it: they see what is filed under it')
    .action((nameOrId: string, email: string, options: { manager?: boolean } & JsonOption) =>
      run(terminal, options, async (data) => {
        const role = options.manager === true ? 'manager' : 'member';
        const { division, user } = await putMember(data, nameOrId, email, role);
        return { json: { division, user, role }, words: `${user.name} is a ${role} of ${division.name}.` };
      }),
    );
}

function removeMemberCommand(terminal: Terminal): Command {
  return leaf('remove-member', 'takes a person out of a division')
    .argument(...DIVISION)
    .argument(...EMAIL)
    .action((nameOrId: string, email: string, options: JsonOption) =>
      run(terminal, options, async (data) => {
        const { division, user } = await removeMember(data, nameOrId, email);
        return { json: { division, user }, words: `${user.name} no longer belongs to ${division.name}.` };
      }),
    );
}
