import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { outsideEventNames } from '@holdfast/shared/protocol/outside-events.ts';
import { type ApiToken, requests } from '@holdfast/shared/protocol/requests.ts';
import { type Command, Option } from 'commander';
import { ApiTokens } from '../events/api-tokens.ts';
import { ADMINISTRATOR } from '../sync/system-actor.ts';
import { group, type JsonOption, leaf, run } from './command.ts';
import { parseWish } from './parse-wish.ts';
import { inColumns } from './table.ts';
import type { Terminal } from './terminal.ts';

const keeper = { actorId: ADMINISTRATOR };

/** `tokens …`: tokens of bots and dashboards that listen on `/events`. */
export function tokensCommands(terminal: Terminal): Command {
  return group('tokens', 'makes and revokes tokens of bots and dashboards', [
    make(terminal),
    list(terminal),
    revoke(terminal),
  ]);
}

function make(terminal: Terminal): Command {
  return leaf('make', 'makes a token, which is printed this once')
    .requiredOption('--name <name>', 'what it is for')
    .addOption(
      new Option('--events <events...>', 'what it is told of')
        .choices(outsideEventNames)
        .makeOptionMandatory(),
    )
    .requiredOption('--scopes <scopes...>', 'whose eyes it sees with, such as desk or project:<id>')
    .action(({ json, ...wish }: JsonOption) =>
      run(terminal, { json }, async (data) => {
        const wanted = parseWish(requests['tokens.make'].request, wish);
        const { id, token } = await new ApiTokens(data).make(wanted, keeper);
        const words = `The token of ${wanted.name}: ${token}\nIt is not shown again. Its id is ${id}.`;
        return { json: { id, token }, words };
      }),
    );
}

function list(terminal: Terminal): Command {
  return leaf('list', 'lists all tokens, also revoked ones').action((options: JsonOption) =>
    run(terminal, options, async (data) => {
      const tokens = await new ApiTokens(data).list();
      return { json: { tokens }, words: inColumns(tokens.map(lineOf)) || 'No tokens yet.' };
    }),
  );
}

function lineOf({ id, name, scopes, events, lastUsedAt, revokedAt }: ApiToken): string[] {
  const state = revokedAt === null ? `last used ${lastUsedAt ?? 'never'}` : `revoked ${revokedAt}`;
  return [id, name, scopes.join(','), events.join(','), state];
}

function revoke(terminal: Terminal): Command {
  return leaf('revoke', 'revokes a token; its connections are closed within a second')
    .argument('<token>', 'its id, or its name where only one has it')
    .action((idOrName: string, options: JsonOption) =>
      run(terminal, options, async (data) => {
        const tokens = new ApiTokens(data);
        const { id, name } = await requireToken(tokens, idOrName);
        await tokens.revoke(id, keeper);
        return { json: { id, name }, words: `Revoked the token of ${name}.` };
      }),
    );
}

async function requireToken(tokens: ApiTokens, idOrName: string): Promise<ApiToken> {
  const good = (await tokens.list()).filter(({ revokedAt }) => revokedAt === null);
  const found = good.filter(({ id, name }) => id === idOrName || name === idOrName);
  const [token] = found;
  if (token === undefined) {
    throw new HoldfastError('NOT_FOUND', `There is no token "${idOrName}" to revoke. See: tokens list`);
  }
  if (found.length === 1) return token;
  throw new HoldfastError('CONFLICT', `Several tokens are called "${idOrName}". Use the id.`);
}
