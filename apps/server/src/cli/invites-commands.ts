import { roles } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type Invite, requests } from '@holdfast/shared/protocol/requests.ts';
import { type Command, Option } from 'commander';
import type { Codes, MadeCode } from '../auth/codes.ts';
import { ADMINISTRATOR } from '../sync/system-actor.ts';
import { codesOf } from './codes-of.ts';
import { group, type JsonOption, leaf, run } from './command.ts';
import { parseWish } from './parse-wish.ts';
import { inColumns } from './table.ts';
import type { Terminal } from './terminal.ts';

/** `invites …`: invitations of people who choose their own password. */
export function invitesCommands(terminal: Terminal): Command {
  return group('invites', 'invites people, who then choose their own password', [
    make(terminal),
    list(terminal),
    withdraw(terminal),
  ]);
}

function make(terminal: Terminal): Command {
  return leaf('make', 'invites a person: prints a code, and mails it where mail is set up')
    .requiredOption('--email <address>', 'their e-mail address, which they will sign in with')
    .requiredOption('--name <name>', 'their name, as others will see it')
    .addOption(
      new Option('--role <role>', 'what they will be allowed to do').choices(roles).makeOptionMandatory(),
    )
    .action(({ json, ...wish }: JsonOption) =>
      run(terminal, { json }, async (data, config) => {
        const invite = parseWish(requests['invites.make'].request, wish);
        const made = await codesOf(data, config, terminal).invite(invite, { id: ADMINISTRATOR });
        return { json: made, words: describeCode(made, `${invite.name} (${invite.email})`) };
      }),
    );
}

function list(terminal: Terminal): Command {
  return leaf('list', 'lists invitations, the newest first').action((options: JsonOption) =>
    run(terminal, options, async (data, config) => {
      const invites = await codesOf(data, config, terminal).list();
      const words = inColumns(invites.map(lineOf)) || 'No invitations yet.';
      return { json: { invites }, words };
    }),
  );
}

function lineOf({ id, email, role, name, state, expiresAt }: Invite): string[] {
  return [id, email, role, name, state, state === 'open' ? `until ${expiresAt}` : ''];
}

function withdraw(terminal: Terminal): Command {
  return leaf('withdraw', 'withdraws an invitation: its code is no longer good')
    .argument('<invitation>', 'its id, or the e-mail address of who was invited')
    .action((idOrEmail: string, options: JsonOption) =>
      run(terminal, options, async (data, config) => {
        const codes = codesOf(data, config, terminal);
        const { id, email } = await requireOpen(codes, idOrEmail);
        await codes.withdraw(id, { id: ADMINISTRATOR });
        return { json: { id, email }, words: `Withdrew the invitation of ${email}.` };
      }),
    );
}

async function requireOpen(codes: Codes, idOrEmail: string): Promise<Invite> {
  const wanted = idOrEmail.trim().toLowerCase();
  const open = (await codes.list()).filter(({ state }) => state === 'open');
  const found = open.find(({ id, email }) => id === wanted || email === wanted);
  if (found !== undefined) return found;
  throw new HoldfastError('NOT_FOUND', `There is no open invitation "${idOrEmail}". See: invites list`);
}

/** What to say of a code that was just made, and is shown only now. */
export function describeCode({ code, expiresAt, mailed }: MadeCode, forWhom: string): string {
  return [
    `The code for ${forWhom}: ${code}`,
    `It is good once, until ${expiresAt}, and is not shown again.`,
    mailed ? 'It was also sent by mail.' : 'It was not mailed: give it to them yourself.',
  ].join('\n');
}
